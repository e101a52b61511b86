/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-code-language.h"

/* What people write behind the opening of a code fence, where it is neither the name that
 * GtkSourceView has for the language nor an extension of its files. */
static const struct
{
  const char *name;
  const char *id;
} aliases[] = {
  { "bash", "sh" },
  { "c#", "c-sharp" },
  { "c++", "cpp" },
  { "cjs", "js" },
  { "clojure", "commonlisp" },
  { "console", "sh" },
  { "csharp", "c-sharp" },
  { "django", "dtl" },
  { "docker", "docker" },
  { "dockerfile", "docker" },
  { "fs", "fsharp" },
  { "golang", "go" },
  { "gotmpl", "html" },
  { "go-html-template", "html" },
  { "h", "chdr" },
  { "hcl", "terraform" },
  { "htm", "html" },
  { "javascript", "js" },
  { "json5", "json" },
  { "jsonc", "json" },
  { "lisp", "commonlisp" },
  { "make", "makefile" },
  { "md", "markdown" },
  { "mjs", "js" },
  { "node", "js" },
  { "objective-c", "objc" },
  { "patch", "diff" },
  { "postgres", "sql" },
  { "postgresql", "sql" },
  { "pwsh", "powershell" },
  { "py", "python3" },
  { "python", "python3" },
  { "ps1", "powershell" },
  { "r", "r" },
  { "rb", "ruby" },
  { "rs", "rust" },
  { "shell", "sh" },
  { "sass", "scss" },
  { "shell-session", "sh" },
  { "svg", "xml" },
  { "tf", "terraform" },
  { "ts", "typescript" },
  { "tsx", "typescript-jsx" },
  { "vue", "html" },
  { "xhtml", "html" },
  { "yml", "yaml" },
  { "zsh", "sh" },
};

/**
 * galley_code_language_find:
 * @name: what stands behind the opening of a code fence
 *
 * Returns: (transfer none) (nullable): the language that it means, %NULL when it is not known or
 *   plain text
 */
GtkSourceLanguage *
galley_code_language_find (const char *name)
{
  GtkSourceLanguageManager *manager = gtk_source_language_manager_get_default ();
  g_autofree char *id = g_ascii_strdown (name, -1);
  g_autofree char *file_name = g_strconcat ("code.", id, NULL);
  GtkSourceLanguage *language;

  if (!g_utf8_validate (id, -1, NULL))
    return NULL;

  for (guint i = 0; i < G_N_ELEMENTS (aliases); i++)
    if (g_str_equal (aliases[i].name, id))
      return gtk_source_language_manager_get_language (manager, aliases[i].id);

  language = gtk_source_language_manager_get_language (manager, id);
  /* An extension says only so much, but more than nothing. */
  return language != NULL ? language
                          : gtk_source_language_manager_guess_language (manager, file_name, NULL);
}
