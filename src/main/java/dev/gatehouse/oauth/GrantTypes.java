package dev.gatehouse.oauth;

import java.util.List;

/** The grant types of the token endpoint. */
public final class GrantTypes {
  public static final String AUTHORIZATION_CODE = "authorization_code";
  public static final String REFRESH_TOKEN = "refresh_token";

  /** All that are served. */
  public static final List<String> ALL = List.of(AUTHORIZATION_CODE, REFRESH_TOKEN);

  private GrantTypes() {}
}
