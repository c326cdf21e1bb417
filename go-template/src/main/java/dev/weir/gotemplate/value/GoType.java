package dev.weir.gotemplate.value;

/** The types of function parameters. */
public enum GoType {
  ANY("interface {}"),
  VALUE("reflect.Value"),
  STRING("string"),
  INT("int"),
  FLOAT64("float64"),
  BOOL("bool"),
  MAP(GoMap.ANY),
  LIST(GoList.ANY),
  TIME("time.Time"),
  DURATION("time.Duration"),
  VERSION("*semver.Version");

  private final String text;

  GoType(String text) {
    this.text = text;
  }

  public boolean canBeNil() {
    return this == ANY || this == VALUE || this == MAP || this == LIST || this == VERSION;
  }

  public boolean isInterface() {
    return this == ANY || this == VALUE;
  }

  @Override
  public String toString() {
    return text;
  }
}
