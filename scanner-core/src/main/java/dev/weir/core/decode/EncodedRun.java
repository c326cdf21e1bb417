package dev.weir.core.decode;

/** A stretch of bytes that looks encoded. */
record EncodedRun(Encoding encoding, int start, int end) {
  /** Returns true if the two runs overlap or touch. */
  boolean touches(EncodedRun other) {
    return start <= other.end && end >= other.start;
  }
}
