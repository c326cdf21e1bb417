package dev.weir.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test that must pass for any input that it draws. It takes one {@link Draw} and runs once for
 * each try; the input is the same in every build. A failure names the seed of its try and what was
 * drawn: {@code -Dproperty.seed=SEED} runs that try alone.
 */
@Test
@ExtendWith(PropertyExtension.class)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Property {
  /** How often the test runs; {@code -Dproperty.tries=N} sets an upper limit for all. */
  int tries();
}
