package dev.weir.gotemplate.value;

/** The kinds of Go values that occur in templates. */
public enum Kind {
  INVALID("invalid"),
  BOOL("bool"),
  INT("int"),
  INT64("int64"),
  UINT8("uint8"),
  UINT64("uint64"),
  FLOAT32("float32"),
  FLOAT64("float64"),
  COMPLEX128("complex128"),
  STRING("string"),
  MAP("map"),
  SLICE("slice"),
  STRUCT("struct"),
  POINTER("ptr");

  private final String text;

  Kind(String text) {
    this.text = text;
  }

  public boolean isSigned() {
    return this == INT || this == INT64;
  }

  public boolean isUnsigned() {
    return this == UINT8 || this == UINT64;
  }

  public boolean isFloat() {
    return this == FLOAT32 || this == FLOAT64;
  }

  @Override
  public String toString() {
    return text;
  }
}
