/**
 * The benchmark: what starting and calling cost, as ratios to a bare Vert.x server in the same run, because machines are noisy. Not part of
 * the tests:
 *
 * <pre>{@code
 * mvn -q -DskipTests package
 * java -cp target/gatehouse.jar:target/test-classes dev.gatehouse.bench.StartBench
 * java -cp target/gatehouse.jar:target/test-classes:<jsoup.jar> dev.gatehouse.bench.CallBench
 * }</pre>
 */
package dev.gatehouse.bench;
