/**
 * Coverage-guided fuzzing of the parsers that read what strangers send. A target is a class with {@code fuzzerTestOneInput}, beside what it
 * fuzzes; its seeds are files in {@code src/test/resources/fuzz}. {@code FuzzSeedsTest} runs the seeds, {@code FuzzIT} runs Jazzer.
 */
package dev.gatehouse.fuzz;
