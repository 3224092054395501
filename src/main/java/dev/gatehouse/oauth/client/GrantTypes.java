package dev.gatehouse.oauth.client;

import java.util.List;

/** The grant types of the token endpoint. */
public final class GrantTypes {
  public static final String AUTHORIZATION_CODE = "authorization_code";
  public static final String REFRESH_TOKEN = "refresh_token";
  public static final String CLIENT_CREDENTIALS = "client_credentials";

  /** Those of a client that users authorize: all that one can register, or has unless the settings say more. */
  public static final List<String> OF_USERS = List.of(AUTHORIZATION_CODE, REFRESH_TOKEN);

  /** All that are served. */
  public static final List<String> ALL =
      List.of(AUTHORIZATION_CODE, REFRESH_TOKEN, CLIENT_CREDENTIALS);

  private GrantTypes() {}
}
