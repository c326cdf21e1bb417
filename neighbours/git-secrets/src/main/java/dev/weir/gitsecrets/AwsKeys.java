package dev.weir.gitsecrets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Patterns for AWS keys, and the reader of the user's own keys. */
final class AwsKeys {
  /** The provider for the user's own keys, as configurations name it. */
  static final List<String> PROVIDER = List.of("git", "secrets", "--aws-provider");

  // The patterns are those of git-secrets, so that each program recognises what the other added.
  private static final String QUOTE = "(\"|')?";
  private static final String CONNECTION = "\\s*(:|=>|=)\\s*";
  private static final String PREFIX = QUOTE + "(AWS|aws|Aws)?_?";

  /** Patterns for access key ids, Bedrock keys, secret keys and account ids. */
  static final List<String> PATTERNS =
      List.of(
          "(A3T[A-Z0-9]|AKIA|AGPA|AIDA|AROA|AIPA|ANPA|ANVA|ASIA)[A-Z0-9]{16}",
          "ABSK[A-Za-z0-9+/]{109,}=*",
          "bedrock-api-key-YmVkcm9jay5hbWF6b25hd3MuY29t",
          PREFIX
              + "(SECRET|secret|Secret)?_?(ACCESS|access|Access)?_?(KEY|key|Key)"
              + QUOTE
              + CONNECTION
              + QUOTE
              + "[A-Za-z0-9/\\+=]{40}"
              + QUOTE,
          PREFIX
              + "(ACCOUNT|account|Account)_?(ID|id|Id)?"
              + QUOTE
              + CONNECTION
              + QUOTE
              + "[0-9]{4}\\-?[0-9]{4}\\-?[0-9]{4}"
              + QUOTE);

  /** The example keys in AWS's documentation. */
  static final List<String> EXAMPLES =
      List.of("AKIAIOSFODNN7" + "EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCY" + "EXAMPLEKEY");

  private AwsKeys() {}

  /**
   * Returns the keys in a credentials file as patterns, one character per byte.
   *
   * @throws IOException if the file cannot be read
   */
  static List<String> ofFile(Path file) throws IOException {
    List<String> keys = new ArrayList<>();
    for (String line : Bytes.of(Files.readAllBytes(file)).lines().toList()) {
      String[] fields = line.split("=", -1);
      boolean isKey = line.contains("aws_access_key_id") || line.contains("aws_secret_access_key");
      if (isKey && fields.length > 1) {
        String key = fields[1].replace(" ", "").replace("\"", "").replace("\t", "");
        if (!key.isEmpty()) {
          keys.add(key.replaceAll("[\\[\\].|$(){}?+*^\\\\]", "\\\\$0"));
        }
      }
    }
    return keys;
  }
}
