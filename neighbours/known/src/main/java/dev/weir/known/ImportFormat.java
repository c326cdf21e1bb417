package dev.weir.known;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a text with values is. */
public enum ImportFormat {
  /** Decided by the text. */
  AUTO("auto"),
  /** {@code vault kv get -format=json}, or the answer of the server. */
  VAULT("vault"),
  /** {@code aws secretsmanager get-secret-value} or {@code batch-get-secret-value}. */
  AWS_SECRETS_MANAGER("aws-secretsmanager"),
  /** {@code aws ssm get-parameter(s)}, {@code get-parameters-by-path}, or the history. */
  AWS_SSM("aws-ssm"),
  /** {@code kubectl get secret -o json}, or its manifest. */
  KUBERNETES("k8s-secret"),
  /** Any JSON, each text in it a value. */
  JSON("json"),
  /** Any YAML, such as {@code sops -d} prints. */
  YAML("yaml"),
  /** Lines of {@code NAME=value}. */
  DOTENV("dotenv"),
  /** The same below {@code [section]}. */
  INI("ini"),
  /** A value a line. */
  LINES("lines");

  private final String shown;

  ImportFormat(String shown) {
    this.shown = shown;
  }

  /** Returns the name on the command line. */
  public String shown() {
    return shown;
  }

  /** Returns the format of this name, or null. */
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
