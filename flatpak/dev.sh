# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
#
# ./dev flatpak: builds the manifest beside this file with flatpak-builder. GNOME's runtime comes from
# Flathub. Where that cannot be reached, one is made of Debian's packages of the same GNOME, and the
# archives of the modules are taken from Debian's source packages: they are the same, by their
# checksums. A module whose archive cannot be had at all is left out, and its package goes into the
# runtime instead. All of that is kept in the cache, apart from what people have installed.

# shellcheck disable=SC2034 # ./dev looks for them
FLATPAK_PROGRAMS="flatpak flatpak-builder ostree eu-strip fusermount3"
APP_ID=io.github.galleyeditor.Galley
MANIFESTS=$PROJECT/flatpak
RUNTIME_SUITE=forky
RUNTIME_VERSION=$(sed -n 's/.*"runtime-version": "\(.*\)".*/\1/p' "$MANIFESTS/$APP_ID.json")

# What GNOME's runtime and its SDK have, as far as Galley has a use for it.
RUNTIME_PACKAGES=(
    build-essential meson cmake pkgconf gettext ccache elfutils desktop-file-utils appstream
    blueprint-compiler gobject-introspection shared-mime-info libxml2-utils
    libgtk-4-dev libadwaita-1-dev libgtksourceview-5-dev libwebkitgtk-6.0-dev
    libyaml-dev libxml2-dev libsoup-3.0-dev libenchant-2-dev libicu-dev
    python3 python3-gi python3-yaml ca-certificates tzdata flatpak-xdg-utils
    dconf-gsettings-backend gsettings-desktop-schemas glib-networking libgl1-mesa-dri
    adwaita-icon-theme librsvg2-common hunspell-en-us fonts-inter
)
declare -A MODULE_PACKAGES=(
    [cmark-gfm]="libcmark-gfm-dev libcmark-gfm-extensions-dev"
    [libspelling]=libspelling-1-dev
    [tomlplusplus]=libtomlplusplus-dev
)

# Before the root is entered -------------------------------------------------------------------

can_download_runtime () {
    local url=https://dl.flathub.org/repo/flathub.flatpakrepo
    case ${GALLEY_FLATPAK_RUNTIME-} in
        public) return 0 ;;
        local) return 1 ;;
    esac
    if command -v curl > /dev/null; then
        curl --silent --fail --location --max-time 10 --output /dev/null "$url"
    else
        command -v wget > /dev/null && wget --quiet --timeout 10 --tries 1 --output-document /dev/null "$url"
    fi
}

# value FILE KEY: of a module with one archive.
value () { sed -n "s/.*\"$2\": \"\(.*\)\".*/\1/p" "$1" | head -n 1; }

# Puts the archives where flatpak-builder looks before it downloads one. WITHOUT becomes the
# modules whose archive cannot be had.
fetch_archives () {
    local folder=$CACHE/flatpak-archives name sum target file wanted=()
    WITHOUT=()
    for name in "${!MODULE_PACKAGES[@]}"; do
        sum=$(value "$MANIFESTS/$name.json" sha256)
        target=$CACHE/flatpak-state/downloads/$sum/$(basename "$(value "$MANIFESTS/$name.json" url)")
        [[ -e $target ]] || wanted+=("$name $sum $target")
    done
    [[ ${#wanted[@]} -gt 0 ]] || return 0

    if [[ ! -e $folder/asked ]]; then
        say "Getting the archives of the modules from Debian's source packages"
        use_newest "$folder" deb-src
        (cd "$folder" && "${APT[@]}" update) >&2 || fail "could not read the lists of Debian's source packages."
        for name in "${!MODULE_PACKAGES[@]}"; do
            (cd "$folder" && "${APT[@]}" source --download-only --tar-only "$name") > /dev/null 2>&1 || true
        done
        rm -rf "$folder"/{lists,archives}
        touch "$folder/asked"
    fi
    while read -r name sum target; do
        file=$(cd "$folder" && sha256sum -- *.orig.* 2> /dev/null | sed -n "s/^$sum  //p" | head -n 1)
        if [[ -n $file ]]; then
            mkdir -p "${target%/*}"
            cp "$folder/$file" "$target"
        else
            WITHOUT+=("$name")
        fi
    done < <(printf '%s\n' "${wanted[@]}" | sort)
    [[ ${#WITHOUT[@]} -eq 0 ]] ||
        say "The archive of ${WITHOUT[*]} cannot be had here: the runtime gets Debian's package instead"
}

# Makes the tree of the local runtime, which is exported within the root.
prepare_runtime () {
    local packages=("${RUNTIME_PACKAGES[@]}") name hash
    for name in "${WITHOUT[@]}"; do
        # shellcheck disable=SC2206 # words
        packages+=(${MODULE_PACKAGES[$name]})
    done
    hash=$(sha256sum <<< "$RUNTIME_SUITE $RUNTIME_VERSION ${packages[*]}")
    export GALLEY_FLATPAK_LOCAL=$CACHE/flatpak-${hash:0:12} GALLEY_FLATPAK_WITHOUT="${WITHOUT[*]}"
    (
        flock --nonblock 9 || { say "Waiting for another ./dev that makes the runtime"; flock 9; }
        [[ ! -d $GALLEY_FLATPAK_LOCAL && ! -d $GALLEY_FLATPAK_LOCAL.tree ]] || exit 0
        need_tools "$GALLEY_FLATPAK_LOCAL"
        say "GNOME's runtime cannot be downloaded: making one of Debian's packages (once, some minutes)"
        # A mirror that is a frozen copy is past its date. What nobody reads in a sandbox is left out.
        make_tree "$GALLEY_FLATPAK_LOCAL.partial" "$RUNTIME_SUITE" "${packages[@]}" \
            --aptopt='Acquire::Check-Valid-Until "false"' --dpkgopt=force-unsafe-io \
            --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-exclude=/usr/share/man/*' \
            --dpkgopt='path-exclude=/usr/share/info/*' --dpkgopt='path-exclude=/usr/share/locale/*' \
            --dpkgopt='path-exclude=/usr/share/gir-1.0/*' --dpkgopt='path-exclude=/usr/share/cmake-*/Help/*'
        mv "$GALLEY_FLATPAK_LOCAL.partial" "$GALLEY_FLATPAK_LOCAL.tree"
    ) 9> "$CACHE/flatpak.lock"
}

prepare_flatpak () {
    case ${1-} in
        '' | test | run | bundle | devel) ;;
        *) STATUS=2 fail "flatpak knows test, run, bundle and devel, not '$1'." ;;
    esac
    mkdir -p "$CACHE"
    ! can_download_runtime || return 0
    fetch_archives
    prepare_runtime
}

# Within the root ------------------------------------------------------------------------------

# Exports the tree as runtime and SDK, and installs both. A repository of the kind that the
# installation has takes no room of its own: the files are linked.
export_runtime () {
    local tree=$GALLEY_FLATPAK_LOCAL.tree new=$GALLEY_FLATPAK_LOCAL.partial arch name
    local FLATPAK_USER_DIR=$new/user
    export FLATPAK_USER_DIR
    [[ ! -d $GALLEY_FLATPAK_LOCAL ]] || return 0
    say "Making Flatpak's runtime of them"
    arch=$(flatpak --default-arch)
    rm -rf "$new"
    mkdir "$new"
    rm -rf "$tree/usr/etc"
    cp -a "$tree/etc" "$tree/usr/etc"
    ln -sf ../libexec/flatpak-xdg-utils/flatpak-spawn "$tree/usr/bin/flatpak-spawn"
    ostree init --repo="$new/repo" --mode=bare-user-only
    ostree config set --repo="$new/repo" core.fsync false
    for name in org.gnome.Platform org.gnome.Sdk; do
        printf '[Runtime]\nname=%s\nruntime=org.gnome.Platform/%s\nsdk=org.gnome.Sdk/%s\n' \
            "$name" "$arch/$RUNTIME_VERSION" "$arch/$RUNTIME_VERSION" > "$tree/metadata"
        flatpak build-export --runtime --files=usr --disable-sandbox "$new/repo" "$tree" "$RUNTIME_VERSION"
    done
    flatpak --user remote-add --no-gpg-verify galley-runtime "$new/repo"
    flatpak --user install --noninteractive galley-runtime \
        "org.gnome.Platform//$RUNTIME_VERSION" "org.gnome.Sdk//$RUNTIME_VERSION"
    # Flatpak asks the remote again whenever it installs something.
    flatpak --user remote-modify --url="file://$GALLEY_FLATPAK_LOCAL/repo" galley-runtime
    mv "$new" "$GALLEY_FLATPAK_LOCAL"
    rm -rf "$tree"
}

# Where Flatpak's own sandbox is made within another, /proc must have nothing laid over it.
uncover_proc () {
    [[ $EUID -ne 0 || -z ${GALLEY_INSIDE-} ]] || umount /proc/{irq,bus,sys,sysrq-trigger} 2> /dev/null || true
}

# write_manifest MANIFEST FILE: as it is, without the modules that are left out, and with full paths.
write_manifest () {
    python3 - "$1" "$2" <<'END'
import json, os, sys

path, target = sys.argv[1:]
with open(path, encoding="utf-8") as file:
    manifest = json.load(file)
left_out = os.environ.get("GALLEY_FLATPAK_WITHOUT", "").split()
folder = os.path.dirname(path)
modules = [module for module in manifest["modules"]
           if not isinstance(module, str) or module.removesuffix(".json") not in left_out]
manifest["modules"] = [os.path.join(folder, module) if isinstance(module, str) else module
                       for module in modules]
for source in modules[-1]["sources"]:
    source["path"] = os.path.normpath(os.path.join(folder, source["path"]))
with open(target, "w", encoding="utf-8") as file:
    json.dump(manifest, file, indent=2)
END
}

# build_manifest NAME OPTION…: in the folder flatpak-NAME, to the repository flatpak-repo.
build_manifest () {
    local name=$1 options=("${@:2}")
    if [[ -n ${GALLEY_FLATPAK_LOCAL-} ]]; then
        options+=(--disable-updates)
    else
        flatpak --user remote-add --if-not-exists flathub https://dl.flathub.org/repo/flathub.flatpakrepo
        options+=(--install-deps-from=flathub)
    fi
    write_manifest "$MANIFESTS/$name.json" "$BUILD/$name.json"
    flatpak-builder --user --force-clean --disable-rofiles-fuse --ccache \
        --state-dir="$CACHE/flatpak-state" "${options[@]}" "$BUILD/flatpak-$name" "$BUILD/$name.json"
    rm -rf "$CACHE/flatpak-state/build" "$BUILD/flatpak-$name"
}

build_flatpak () {
    build_manifest "$APP_ID" --install --repo="$BUILD/flatpak-repo"
    say "Galley is installed: $(flatpak --user info --show-size "$APP_ID")"
}

build_devel () { build_manifest "$APP_ID.Devel"; }

use_flatpak () {
    uncover_proc
    if [[ -n ${GALLEY_FLATPAK_LOCAL-} ]]; then
        (
            flock --nonblock 9 || { say "Waiting for another ./dev that makes the runtime"; flock 9; }
            export_runtime >&2
        ) 9> "$CACHE/flatpak.lock"
        export FLATPAK_USER_DIR=$GALLEY_FLATPAK_LOCAL/user
    else
        export FLATPAK_USER_DIR=${FLATPAK_USER_DIR:-${XDG_DATA_HOME:-$HOME/.local/share}/flatpak}
    fi
}

flatpak_command () {
    case ${1-} in
        '') use_flatpak; build flatpak ;;
        devel) use_flatpak; build devel ;;
        run) use_flatpak; quietly build flatpak; exec flatpak --user run "$APP_ID" "${@:2}" ;;
        test)
            if [[ ! -c /dev/fuse ]]; then
                say "There is no /dev/fuse here, by which portals give files: not tested"
                echo "0 passed, 0 failed"
                exit 77
            fi
            trap 'echo "0 passed, 1 failed"' EXIT
            use_flatpak
            build flatpak
            trap - EXIT
            exec "$PROJECT/tests/flatpak/run" "${@:2}"
            ;;
        bundle)
            use_flatpak
            build flatpak
            flatpak build-bundle "$BUILD/flatpak-repo" "${2:-$PROJECT/_build/galley.flatpak}" "$APP_ID" \
                --runtime-repo=https://dl.flathub.org/repo/flathub.flatpakrepo
            say "All of it is in ${2:-$PROJECT/_build/galley.flatpak}: flatpak install --user FILE"
            ;;
    esac
}
