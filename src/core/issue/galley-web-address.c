/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-web-address.h"

#include <string.h>

static gboolean
matches (const guint8 *bytes, const guint8 *prefix, guint n_bits)
{
  guint n_bytes = n_bits / 8;
  guint rest = n_bits % 8;

  if (memcmp (bytes, prefix, n_bytes) != 0)
    return FALSE;

  return rest == 0 || (bytes[n_bytes] ^ prefix[n_bytes]) >> (8 - rest) == 0;
}

/* All that is not for everybody: this host, private and shared networks, links, documentation,
 * benchmarks, multicast, the future. */
static gboolean
is_public_v4 (const guint8 *bytes)
{
  static const struct
  {
    guint8 prefix[4];
    guint n_bits;
  } ranges[] = {
    { { 0 }, 8 },
    { { 10 }, 8 },
    { { 100, 64 }, 10 },
    { { 127 }, 8 },
    { { 169, 254 }, 16 },
    { { 172, 16 }, 12 },
    { { 192, 0, 0 }, 24 },
    { { 192, 0, 2 }, 24 },
    { { 192, 88, 99 }, 24 },
    { { 192, 168 }, 16 },
    { { 198, 18 }, 15 },
    { { 198, 51, 100 }, 24 },
    { { 203, 0, 113 }, 24 },
    { { 224 }, 4 },
    { { 240 }, 4 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (ranges); i++)
    if (matches (bytes, ranges[i].prefix, ranges[i].n_bits))
      return FALSE;

  return TRUE;
}

/* Only what is given out is public: 2000::/3. Addresses that carry one of the old kind are judged
 * by it. */
static gboolean
is_public_v6 (const guint8 *bytes)
{
  static const guint8 mapped[16] = { [10] = 0xff, [11] = 0xff };
  static const guint8 translated[16] = { 0x00, 0x64, 0xff, 0x9b };
  static const guint8 six_to_four[16] = { 0x20, 0x02 };
  static const guint8 teredo[16] = { 0x20, 0x01 };
  static const guint8 documentation[16] = { 0x20, 0x01, 0x0d, 0xb8 };
  static const guint8 documentation_new[16] = { 0x3f, 0xff };
  static const guint8 global[16] = { 0x20 };

  if (matches (bytes, mapped, 96) || matches (bytes, translated, 96))
    return is_public_v4 (bytes + 12);
  if (matches (bytes, six_to_four, 16))
    return is_public_v4 (bytes + 2);
  if (matches (bytes, teredo, 23) || matches (bytes, documentation, 32)
      || matches (bytes, documentation_new, 20))
    return FALSE;

  return matches (bytes, global, 3);
}

/**
 * galley_web_address_is_public:
 * @address: an address
 *
 * Looks whether an address belongs to the public internet. What the network at home or this machine
 * serves is not for a link in a text to be read.
 *
 * Returns: whether it does
 */
gboolean
galley_web_address_is_public (GInetAddress *address)
{
  const guint8 *bytes = g_inet_address_to_bytes (address);

  return g_inet_address_get_family (address) == G_SOCKET_FAMILY_IPV4 ? is_public_v4 (bytes)
                                                                     : is_public_v6 (bytes);
}

/**
 * galley_web_address_may_fetch:
 * @url: the link that the person gave; not where it was redirected to
 * @address: the address that is to be connected to
 *
 * Looks whether a page may be fetched from an address: from a public one always, from another only
 * when the link itself is to that very address. Ask it for each address that a name resolves to,
 * also after a redirection, and connect to no other.
 *
 * Returns: whether it may
 */
gboolean
galley_web_address_may_fetch (const char *url, GInetAddress *address)
{
  g_autoptr (GUri) uri = g_uri_parse (url, G_URI_FLAGS_PARSE_RELAXED | G_URI_FLAGS_ENCODED, NULL);
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;
  g_autoptr (GInetAddress) named = NULL;

  if (host == NULL
      || !(g_str_equal (g_uri_get_scheme (uri), "http")
           || g_str_equal (g_uri_get_scheme (uri), "https")))
    return FALSE;
  if (galley_web_address_is_public (address))
    return TRUE;

  if (g_ascii_strcasecmp (host, "localhost") == 0)
    return g_inet_address_get_is_loopback (address);
  named = g_inet_address_new_from_string (host);
  return named != NULL && g_inet_address_equal (named, address);
}
