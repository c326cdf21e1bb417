package dev.weir.core.text;

/** Computes Shannon entropy as gitleaks does. */
public final class Entropy {
  private static final double LN2 = 0.6931471805599453;

  private Entropy() {}

  /**
   * Returns the entropy in bits, 0 for an empty text. Characters are counted, but divided by the
   * length in bytes, so text that is not ASCII gets a low value.
   */
  public static double of(Content content) {
    byte[] bytes = content.bytes();
    if (bytes.length == 0) {
      return 0;
    }
    double inverse = 1.0 / bytes.length;
    double sum = 0;
    if (Utf8.isAscii(bytes, 0, bytes.length)) {
      int[] counts = new int[128];
      for (byte b : bytes) {
        counts[b]++;
      }
      for (int count : counts) {
        sum -= share(count, inverse);
      }
      return sum;
    }
    int[] points = content.text().codePoints().sorted().toArray();
    int run = 1;
    for (int i = 1; i <= points.length; i++) {
      if (i < points.length && points[i] == points[i - 1]) {
        run++;
      } else {
        sum -= share(run, inverse);
        run = 1;
      }
    }
    return sum;
  }

  private static double share(int count, double inverse) {
    if (count == 0) {
      return 0;
    }
    double frequency = count * inverse;
    return frequency * log2(frequency);
  }

  // gitleaks: Go's Log2 separates the exponent first, so powers of two are exact
  private static double log2(double x) {
    int exponent = Math.getExponent(x) + 1;
    double fraction = x / Math.scalb(1.0, exponent);
    if (fraction == 0.5) {
      return exponent - 1;
    }
    return Math.log(fraction) * (1 / LN2) + exponent;
  }
}
