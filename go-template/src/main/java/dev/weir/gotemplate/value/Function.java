package dev.weir.gotemplate.value;

import dev.weir.gotemplate.gostd.FunctionException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A function or method that templates call.
 *
 * @param parameters the types of its parameters
 * @param isVariadic true if the last parameter takes any number of arguments
 */
public record Function(String name, List<GoType> parameters, boolean isVariadic, Body body) {
  /** The code of a function. */
  public interface Body {
    @Nullable Object call(Arguments args) throws FunctionException;
  }

  public static Function of(String name, List<GoType> parameters, Body body) {
    return new Function(name, parameters, false, body);
  }

  static Function variadic(String name, List<GoType> parameters, Body body) {
    return new Function(name, parameters, true, body);
  }

  /** Returns the number of required arguments. */
  public int fixedCount() {
    return isVariadic ? parameters.size() - 1 : parameters.size();
  }

  /** Returns the type of the argument at {@code index}. */
  public GoType parameter(int index) {
    return parameters.get(Math.min(index, parameters.size() - 1));
  }
}
