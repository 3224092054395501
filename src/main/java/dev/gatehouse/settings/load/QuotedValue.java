package dev.gatehouse.settings.load;

import java.util.Locale;

/** How a value that somebody else wrote appears in a message: quoted, short, on one line, without credentials. */
public final class QuotedValue {
  private static final int LONGEST = 120;

  private QuotedValue() {}

  public static String value(Object value) {
    String text = String.valueOf(value)
        .replaceAll("\\p{Cntrl}", "?")
        .replaceAll(
            "//[^/@\\s]*@", "//***@"); // RFC 3986 §3.2.1: user information may be a password
    String shortened = text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    return "'" + shortened + "'";
  }

  /** {@code is '…'} for what was given to a name that is not known; nothing where that may well be a mistyped secret. */
  public static String given(String name, Object value) {
    String lower = name.toLowerCase(Locale.ROOT);
    boolean secret = lower.contains("sec") || lower.contains("pass") || lower.contains("key");
    return secret ? "" : " is " + value(value);
  }
}
