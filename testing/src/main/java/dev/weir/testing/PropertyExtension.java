package dev.weir.testing;

import java.lang.reflect.Method;
import java.util.SplittableRandom;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.platform.commons.support.ReflectionSupport;

/** Runs a {@link Property} once for each try. */
final class PropertyExtension implements ParameterResolver, InvocationInterceptor {
  private static final long FIRST_SEED = 20261121;

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Draw.class;
  }

  // A placeholder only, because each try has its own.
  @Override
  public Draw resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return new Draw(0);
  }

  @Override
  public void interceptTestMethod(
      Invocation<Void> invocation,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context) {
    invocation.skip();
    Method test = method.getExecutable();
    Object instance = method.getTarget().orElseThrow();
    Long wanted = Long.getLong("property.seed");
    if (wanted != null) {
      run(test, instance, wanted, "the try");
      return;
    }
    int tries = test.getAnnotation(Property.class).tries();
    int limit = Math.min(tries, Integer.getInteger("property.tries", tries));
    SplittableRandom seeds = new SplittableRandom(FIRST_SEED);
    for (int i = 1; i <= limit; i++) {
      run(test, instance, seeds.nextLong(), "try " + i + " of " + limit);
    }
  }

  private static void run(Method test, Object instance, long seed, String name) {
    Draw draw = new Draw(seed);
    try {
      ReflectionSupport.invokeMethod(test, instance, draw);
    } catch (Throwable failure) {
      throw new AssertionError(
          name + " with seed " + seed + " failed for " + draw + ": " + failure.getMessage(),
          failure);
    }
  }
}
