package dev.weir.cli.report.template;

/** The types that parameters of functions have. */
enum GoType {
  ANY("interface {}"),
  VALUE("reflect.Value"),
  STRING("string"),
  INT("int"),
  UINT32("uint32"),
  FLOAT64("float64"),
  BOOL("bool"),
  MAP(GoMap.ANY),
  LIST(GoList.ANY),
  TIME("time.Time"),
  DURATION("time.Duration"),
  VERSION("*semver.Version"),
  CERTIFICATE("sprig.certificate");

  private final String text;

  GoType(String text) {
    this.text = text;
  }

  boolean canBeNil() {
    return this == ANY || this == VALUE || this == MAP || this == LIST || this == VERSION;
  }

  boolean isInterface() {
    return this == ANY || this == VALUE;
  }

  @Override
  public String toString() {
    return text;
  }
}
