package dev.weir.gotemplate.sprig;

import static dev.weir.gotemplate.value.GoType.ANY;
import static dev.weir.gotemplate.value.GoType.FLOAT64;
import static dev.weir.gotemplate.value.GoType.INT;
import static dev.weir.gotemplate.value.GoType.STRING;

import dev.weir.gotemplate.format.Format;
import dev.weir.gotemplate.gostd.FloatText;
import dev.weir.gotemplate.gostd.FunctionException;
import dev.weir.gotemplate.gostd.GoNumbers;
import dev.weir.gotemplate.value.Arguments;
import dev.weir.gotemplate.value.FunctionTable;
import dev.weir.gotemplate.value.GoInteger;
import dev.weir.gotemplate.value.GoList;
import dev.weir.gotemplate.value.GoType;
import dev.weir.gotemplate.value.Limits;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Sprig's functions for arithmetic and sequences. */
public final class MathFunctions {
  private static final String INTS = "[]int";

  private MathFunctions() {}

  public static void addTo(FunctionTable table) {
    List<GoType> one = List.of(ANY);
    List<GoType> two = List.of(ANY, ANY);
    table.add("atoi", List.of(STRING), args -> decimal(args.text(0)));
    table.add("int64", one, args -> GoInteger.int64(Casts.toLong(args.any(0))));
    table.add("int", one, args -> Casts.toLong(args.any(0)));
    table.add("float64", one, args -> Casts.toDouble(args.any(0)));
    table.add("toDecimal", one, args -> octal(Format.sprint(args.any(0))));

    table.add("add1", one, args -> GoInteger.int64(Casts.toLong(args.any(0)) + 1));
    table.variadic("add", one, args -> folded(0, args.from(0), Long::sum));
    table.add("sub", two, args -> GoInteger.int64(first(args) - second(args)));
    table.add("div", two, args -> GoInteger.int64(first(args) / divisor(args)));
    table.add("mod", two, args -> GoInteger.int64(first(args) % divisor(args)));
    table.variadic("mul", two, args -> folded(first(args), args.from(1), (a, b) -> a * b));
    table.variadic("max", two, args -> folded(first(args), args.from(1), Math::max));
    table.alias("biggest", "max");
    table.variadic("min", two, args -> folded(first(args), args.from(1), Math::min));
    table.variadic("maxf", two, args -> foldedDoubles(args, Math::max));
    table.variadic("minf", two, args -> foldedDoubles(args, Math::min));
    table.add("randInt", List.of(INT, INT), MathFunctions::random);

    table.add("add1f", one, args -> exactly(args.any(0), List.of(1L), BigDecimal::add));
    table.variadic("addf", one, args -> exactly(0.0, args.from(0), BigDecimal::add));
    table.variadic("subf", two, args -> exactly(args.any(0), args.from(1), BigDecimal::subtract));
    table.variadic("mulf", two, args -> exactly(args.any(0), args.from(1), BigDecimal::multiply));
    table.variadic("divf", two, args -> exactly(args.any(0), args.from(1), MathFunctions::divide));
    table.add("ceil", one, args -> Math.ceil(Casts.toDouble(args.any(0))));
    table.add("floor", one, args -> Math.floor(Casts.toDouble(args.any(0))));
    table.variadic("round", List.of(ANY, INT, FLOAT64), MathFunctions::round);

    table.add("until", List.of(INT), args -> until(args.integer(0)));
    table.add(
        "untilStep",
        List.of(INT, INT, INT),
        args -> steps(args.integer(0), args.integer(1), args.integer(2)));
    table.variadic("seq", List.of(INT), MathFunctions::sequence);
  }

  /** A calculation on integers. */
  private interface Operation {
    long apply(long a, long b);
  }

  /** A calculation on floats. */
  private interface FloatOperation {
    double apply(double a, double b);
  }

  /** A calculation on decimals. */
  private interface DecimalOperation {
    BigDecimal apply(BigDecimal a, BigDecimal b) throws FunctionException;
  }

  private static long first(Arguments args) {
    return Casts.toLong(args.any(0));
  }

  private static long second(Arguments args) {
    return Casts.toLong(args.any(1));
  }

  private static long divisor(Arguments args) throws FunctionException {
    long divisor = second(args);
    if (divisor == 0) {
      throw new FunctionException("runtime error: integer divide by zero");
    }
    return divisor;
  }

  private static GoInteger folded(long start, List<@Nullable Object> values, Operation operation) {
    long result = start;
    for (Object value : values) {
      result = operation.apply(result, Casts.toLong(value));
    }
    return GoInteger.int64(result);
  }

  private static double foldedDoubles(Arguments args, FloatOperation operation) {
    double result = Casts.toDouble(args.any(0));
    for (Object value : args.from(1)) {
      result = operation.apply(result, Casts.toDouble(value));
    }
    return result;
  }

  private static double exactly(
      @Nullable Object start, List<? extends @Nullable Object> values, DecimalOperation operation)
      throws FunctionException {
    BigDecimal result = exact(start);
    for (Object value : values) {
      result = operation.apply(result, exact(value));
      if (result.precision() > 100_000) {
        throw new FunctionException("decimal of more than 100000 digits");
      }
    }
    return result.doubleValue();
  }

  private static BigDecimal exact(@Nullable Object value) throws FunctionException {
    double number = Casts.toDouble(value);
    if (Double.isNaN(number) || Double.isInfinite(number)) {
      throw new FunctionException(
          "Cannot create a Decimal from " + FloatText.of(number, 'g', -1, false));
    }
    return FloatText.shortest(number, false);
  }

  private static BigDecimal divide(BigDecimal a, BigDecimal b) throws FunctionException {
    if (b.signum() == 0) {
      throw new FunctionException("decimal division by 0");
    }
    return a.divide(b, 16, RoundingMode.HALF_UP);
  }

  private static long decimal(String text) {
    BigInteger value = GoNumbers.integer(text, 10, true);
    if (value == null) {
      return 0;
    }
    if (value.bitLength() > 63) {
      return value.signum() < 0 ? Long.MIN_VALUE : Long.MAX_VALUE;
    }
    return value.longValue();
  }

  private static GoInteger octal(String text) {
    Long value = GoNumbers.signed(text, 8);
    return GoInteger.int64(value == null ? 0 : value);
  }

  private static Object random(Arguments args) throws FunctionException {
    long low = args.integer(0);
    long high = args.integer(1);
    if (high - low <= 0) {
      throw new FunctionException("invalid argument to Intn");
    }
    return low + ThreadLocalRandom.current().nextLong(high - low);
  }

  private static double round(Arguments args) {
    double roundOn = args.count() > 2 ? args.floating(2) : 0.5;
    double power = Math.pow(10, (double) args.integer(1));
    double digit = power * Casts.toDouble(args.any(0));
    double fraction = Double.isInfinite(digit) ? Double.NaN : digit - truncated(digit);
    return (fraction >= roundOn ? Math.ceil(digit) : Math.floor(digit)) / power;
  }

  private static double truncated(double value) {
    return value < 0 ? Math.ceil(value) : Math.floor(value);
  }

  private static GoList until(long count) throws FunctionException {
    return steps(0, count, count < 0 ? -1 : 1);
  }

  private static GoList steps(long start, long stop, long step) throws FunctionException {
    List<Long> all = new ArrayList<>();
    boolean down = stop < start;
    if (down ? step < 0 : step > 0) {
      for (long i = start; down ? i > stop : i < stop; i += step) {
        all.add(i);
        Limits.checkElements(all.size());
      }
    }
    return GoList.of(INTS, all);
  }

  private static String sequence(Arguments args) throws FunctionException {
    int count = args.count();
    if (count < 1 || count > 3) {
      return "";
    }
    long start = count == 1 ? 1 : args.integer(0);
    long end = args.integer(count - 1);
    long direction = end < start ? -1 : 1;
    if (count < 3) {
      return joined(steps(start, end + direction, direction));
    }
    long step = args.integer(1);
    return direction < 0 && step > 0 ? "" : joined(steps(start, end + direction, step));
  }

  private static String joined(GoList numbers) {
    StringBuilder out = new StringBuilder();
    for (Object number : numbers) {
      out.append(out.length() == 0 ? "" : " ").append(number);
    }
    return out.toString();
  }
}
