package dev.gatehouse.console.guide;

/** A secret, or a value that comes with one, as a variable of the shell; and how the shell finds it in an answer. */
enum ShellVariable {
  CLIENT_ID("client_id"),
  CLIENT_SECRET("client_secret"),
  CODE("code"),
  VERIFIER("code_verifier"),
  TOKEN("access_token"),
  REFRESH_TOKEN("refresh_token"),
  SESSION("mcp-session-id");

  private final String name;

  ShellVariable(String name) {
    this.name = name;
  }

  /** A line that reads it from {@code $ANSWER}, headers and body. */
  String read() {
    String found = this == SESSION
        ? "tr -d '\\r' | sed -n 's/^[Mm][Cc][Pp]-[Ss][Ee][Ss][Ss][Ii][Oo][Nn]-[Ii][Dd]: *//p'"
        : "sed -n 's/.*\"" + name + "\" *: *\"\\([^\"]*\\)\".*/\\1/p'";
    String read = "$(printf '%s\\n' \"$ANSWER\" | " + found + ")";
    return this == REFRESH_TOKEN // which stays where no other one comes
        ? "NEXT=" + read + "; REFRESH_TOKEN=${NEXT:-$REFRESH_TOKEN}"
        : name() + "=" + read;
  }
}
