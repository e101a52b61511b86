/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "galley-preview-private.h"

#include "galley-graphics.h"
#include "galley-page-updater.h"
#include "galley-page.h"

#include <glib/gi18n.h>

/* The engine measures what is the largest thing on a page, and draws the whole page once more
 * whenever that has grown, as a paragraph does that is written on. */
static void
switch_off_measuring (WebKitSettings *settings)
{
  g_autoptr (WebKitFeatureList) features = webkit_settings_get_all_features ();

  for (gsize i = 0; i < webkit_feature_list_get_length (features); i++)
    {
      WebKitFeature *feature = webkit_feature_list_get (features, i);

      if (g_str_equal (webkit_feature_get_identifier (feature), "LargestContentfulPaint"))
        webkit_settings_set_feature_enabled (settings, feature, FALSE);
    }
}

static WebKitSettings *
make_settings (void)
{
  /* Scripts in the page are taken out while it is parsed; enable-javascript stays on for the
   * preview's own script, which runs in another world. */
  WebKitSettings *settings =
    g_object_new (WEBKIT_TYPE_SETTINGS, "enable-javascript", TRUE, "enable-javascript-markup",
                  FALSE, "allow-file-access-from-file-urls", FALSE,
                  "allow-universal-access-from-file-urls", FALSE, "allow-modal-dialogs", FALSE,
                  "enable-back-forward-navigation-gestures", FALSE, "enable-developer-extras",
                  FALSE, "enable-fullscreen", FALSE, "enable-html5-database", FALSE,
                  "enable-html5-local-storage", FALSE, "enable-media-stream", FALSE,
                  "enable-page-cache", FALSE, "enable-webaudio", FALSE, "enable-webgl", FALSE,
                  "enable-webrtc", FALSE, "javascript-can-open-windows-automatically", FALSE,
                  "media-playback-requires-user-gesture", TRUE, NULL);

  /* Compositing in software costs a third of the time from key to picture. */
  if (!galley_graphics_has_gpu ())
    webkit_settings_set_hardware_acceleration_policy (settings,
                                                      WEBKIT_HARDWARE_ACCELERATION_POLICY_NEVER);
  switch_off_measuring (settings);

  return settings;
}

static void
add_script (WebKitUserContentManager *manager, const char *name)
{
  g_autoptr (GBytes) script = galley_page_dup_resource (name);
  g_autoptr (WebKitUserScript) user_script =
    webkit_user_script_new_for_world (g_bytes_get_data (script, NULL),
                                      WEBKIT_USER_CONTENT_INJECT_TOP_FRAME,
                                      WEBKIT_USER_SCRIPT_INJECT_AT_DOCUMENT_END, GALLEY_PAGE_WORLD,
                                      NULL, NULL);

  webkit_user_content_manager_add_script (manager, user_script);
}

static WebKitUserContentManager *
make_content_manager (void)
{
  WebKitUserContentManager *manager = webkit_user_content_manager_new ();

  webkit_user_content_manager_register_script_message_handler (manager, "galley",
                                                               GALLEY_PAGE_WORLD);
  add_script (manager, "own.js");
  add_script (manager, "code.js");
  add_script (manager, "pictures.js");
  add_script (manager, "preview.js");

  return manager;
}

/* The page is loaded once, by us; whatever else wants to go somewhere does not. */
static gboolean
on_decide_policy (WebKitWebView *view,
                  WebKitPolicyDecision *decision,
                  WebKitPolicyDecisionType type)
{
  if (type == WEBKIT_POLICY_DECISION_TYPE_RESPONSE)
    return FALSE;

  if (type == WEBKIT_POLICY_DECISION_TYPE_NAVIGATION_ACTION)
    {
      WebKitNavigationAction *action = webkit_navigation_policy_decision_get_navigation_action (
        WEBKIT_NAVIGATION_POLICY_DECISION (decision));
      const char *uri = webkit_uri_request_get_uri (webkit_navigation_action_get_request (action));
      WebKitNavigationType navigation = webkit_navigation_action_get_navigation_type (action);

      if (g_str_has_prefix (uri, "galley://site/") && !webkit_navigation_action_is_redirect (action)
          && webkit_navigation_action_get_frame_name (action) == NULL
          && navigation == WEBKIT_NAVIGATION_TYPE_OTHER)
        return FALSE;
    }

  webkit_policy_decision_ignore (decision);
  return TRUE;
}

static gboolean
on_permission_request (WebKitWebView *view, WebKitPermissionRequest *request)
{
  webkit_permission_request_deny (request);
  return TRUE;
}

/* Reading and copying; there is nowhere to go back to. */
static gboolean
on_context_menu (WebKitWebView *view, WebKitContextMenu *menu, WebKitHitTestResult *hit)
{
  g_autoptr (GList) items = g_list_copy (webkit_context_menu_get_items (menu));

  for (GList *l = items; l != NULL; l = l->next)
    switch (webkit_context_menu_item_get_stock_action (l->data))
      {
      case WEBKIT_CONTEXT_MENU_ACTION_COPY:
      case WEBKIT_CONTEXT_MENU_ACTION_COPY_LINK_TO_CLIPBOARD:
      case WEBKIT_CONTEXT_MENU_ACTION_COPY_IMAGE_TO_CLIPBOARD:
      case WEBKIT_CONTEXT_MENU_ACTION_COPY_IMAGE_URL_TO_CLIPBOARD:
      case WEBKIT_CONTEXT_MENU_ACTION_SELECT_ALL:
        break;
      default:
        webkit_context_menu_remove (menu, l->data);
      }

  return webkit_context_menu_get_n_items (menu) == 0;
}

/* WebKit looks at all that is dragged over it, and says what it thinks of it when that has gone on
 * to another place. Here nothing is let go for the page. */
static void
refuse_drops (GtkWidget *view)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (view);

  for (guint i = g_list_model_get_n_items (controllers); i > 0; i--)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i - 1);

      if (GTK_IS_DROP_TARGET_ASYNC (controller))
        gtk_widget_remove_controller (view, controller);
    }
}

static void
restrict_view (WebKitWebView *view)
{
  refuse_drops (GTK_WIDGET (view));
  g_signal_connect (view, "decide-policy", G_CALLBACK (on_decide_policy), NULL);
  g_signal_connect (view, "permission-request", G_CALLBACK (on_permission_request), NULL);
  g_signal_connect (view, "context-menu", G_CALLBACK (on_context_menu), NULL);
}

/**
 * galley_preview_new_still_view:
 * @context: the web context
 * @policy: the content security policy for all that is shown
 *
 * Makes a web view like galley_preview_new_view(), but for a page that we do not patch: no script
 * runs at all.
 *
 * Returns: (transfer floating): the view
 */
WebKitWebView *
galley_preview_new_still_view (WebKitWebContext *context, const char *policy)
{
  g_autoptr (WebKitSettings) settings = make_settings ();
  g_autoptr (WebKitNetworkSession) session = webkit_network_session_new_ephemeral ();
  WebKitWebView *view;

  webkit_settings_set_enable_javascript (settings, FALSE);
  view = g_object_new (WEBKIT_TYPE_WEB_VIEW, "web-context", context, "network-session", session,
                       "settings", settings, "default-content-security-policy", policy, NULL);
  restrict_view (view);

  return view;
}

/**
 * galley_preview_new_view:
 * @context: the web context
 * @on_message: (scope notified): called with a #JSCValue for what the preview's script reports
 * @receiver: the object that @on_message belongs to
 *
 * Makes the web view: no script of the page runs, it goes nowhere, stores nothing and asks for
 * nothing.
 *
 * Returns: (transfer floating): the view
 */
WebKitWebView *
galley_preview_new_view (WebKitWebContext *context, GCallback on_message, gpointer receiver)
{
  g_autoptr (WebKitUserContentManager) manager = make_content_manager ();
  g_autoptr (WebKitSettings) settings = make_settings ();
  g_autoptr (WebKitNetworkSession) session = webkit_network_session_new_ephemeral ();
  WebKitWebView *view =
    g_object_new (WEBKIT_TYPE_WEB_VIEW, "web-context", context, "network-session", session,
                  "user-content-manager", manager, "settings", settings, NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Preview"), -1);
  g_signal_connect_object (manager, "script-message-received::galley", on_message, receiver,
                           G_CONNECT_SWAPPED);
  restrict_view (view);

  return view;
}
