/**
 * The benchmark: what starting, calling and logging in cost, as ratios within the same run (the first two to a bare Vert.x server), because
 * machines are noisy. Not part of the tests:
 *
 * <pre>{@code
 * mvn -q -DskipTests package
 * java -cp target/gatehouse.jar:target/test-classes dev.gatehouse.bench.StartBench
 * java -cp target/gatehouse.jar:target/test-classes:<jsoup.jar> dev.gatehouse.bench.CallBench
 * java -cp target/gatehouse.jar:target/test-classes:<jsoup.jar> dev.gatehouse.bench.LoginBench
 * }</pre>
 */
package dev.gatehouse.bench;
