package dev.gatehouse.oauth.uri;

import java.util.regex.Pattern;

/** A {@code client_id} that is the URL of the client's metadata document: draft-ietf-oauth-client-id-metadata-document §3. */
public final class ClientIdUrl {
  private static final Pattern WEB = Pattern.compile("https?:.*", Pattern.CASE_INSENSITIVE);
  private static final Pattern DOT_SEGMENT =
      Pattern.compile("(?:/|%2f|%5c)(?:\\.|%2e){1,2}(?:/|%2f|%5c|;|$)", Pattern.CASE_INSENSITIVE);

  private ClientIdUrl() {}

  /** Whether it is meant to be a URL, good or not; what this server makes up itself never is. */
  public static boolean isUrl(String clientId) {
    return WEB.matcher(clientId).matches();
  }

  /** What is wrong with it, to follow "client_id" in a sentence; empty where nothing is. */
  public static String fault(String clientId, boolean loopback) {
    String fault = FetchUrl.fault(clientId, loopback);
    if (!fault.isEmpty()) {
      return fault;
    }
    String afterScheme = clientId.substring(clientId.indexOf("//") + 2);
    int slash = afterScheme.split("\\?", 2)[0].indexOf('/');
    if (slash < 0) {
      return "has no path, such as /client.json";
    }
    String path = afterScheme.substring(slash).split("\\?", 2)[0];
    return DOT_SEGMENT.matcher(path).find() ? "has a dot segment in its path" : "";
  }
}
