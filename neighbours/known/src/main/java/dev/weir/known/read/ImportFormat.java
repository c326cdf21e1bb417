package dev.weir.known.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The format of a text from which values are imported. */
public enum ImportFormat {
  /** The text decides. */
  AUTO("auto"),
  /** {@code vault kv get -format=json}, or the answer of the server. */
  VAULT("vault"),
  /** {@code aws secretsmanager get-secret-value} or {@code batch-get-secret-value}. */
  AWS_SECRETS_MANAGER("aws-secretsmanager"),
  /**
   * {@code aws ssm get-parameter(s)}, {@code get-parameters-by-path}, or {@code
   * get-parameter-history}.
   */
  AWS_SSM("aws-ssm"),
  /** {@code kubectl get secret -o json}, or its manifest. */
  KUBERNETES("k8s-secret"),
  /** Any JSON; each string in it is a value. */
  JSON("json"),
  /** Any YAML, for example the output of {@code sops -d}. */
  YAML("yaml"),
  /** Lines of {@code NAME=value}. */
  DOTENV("dotenv"),
  /** A properties file of Java. */
  PROPERTIES("properties"),
  /** Lines of {@code name = value}, in sections that start with {@code [section]}. */
  INI("ini"),
  /** One value per line. */
  LINES("lines");

  private final String shown;

  ImportFormat(String shown) {
    this.shown = shown;
  }

  /** Returns the name used on the command line. */
  public String shown() {
    return shown;
  }

  /** Returns the format with this name, or null. */
  public static @Nullable ImportFormat named(String name) {
    for (ImportFormat format : values()) {
      if (format.shown.equals(name.toLowerCase(Locale.ROOT))) {
        return format;
      }
    }
    return null;
  }

  /** Returns all names. */
  public static List<String> names() {
    List<String> names = new ArrayList<>();
    for (ImportFormat format : values()) {
      names.add(format.shown);
    }
    return names;
  }
}
