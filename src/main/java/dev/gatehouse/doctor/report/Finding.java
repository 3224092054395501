package dev.gatehouse.doctor.report;

/**
 * One thing that was looked at.
 *
 * @param step of the handshake
 * @param party who has to mend it
 * @param verdict what it amounts to
 * @param fault its name where the console knows it too ({@code resource-differs}), else empty
 * @param found what was seen, a sentence without a full stop
 * @param right what would be right; empty where it is
 * @param source the section that says so; empty where all is right
 */
public record Finding(
    CheckedStep step,
    ResponsibleParty party,
    Severity verdict,
    String fault,
    String found,
    String right,
    String source) {}
