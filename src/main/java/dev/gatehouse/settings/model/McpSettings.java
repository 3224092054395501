package dev.gatehouse.settings.model;

import java.time.Duration;

/**
 * How the protocol is served.
 *
 * @param refusal of what needs another scope: {@code challenge}, {@code error} or {@code hide}
 * @param timeLimit how long a tool may take
 * @param sessionIdle how long a session lives that nobody uses
 * @param callsPerSecond how often a user may call a tool; zero is no limit
 */
public record McpSettings(
    String refusal, Duration timeLimit, Duration sessionIdle, int callsPerSecond) {}
