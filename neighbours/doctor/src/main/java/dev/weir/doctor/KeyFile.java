package dev.weir.doctor;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A kind of file that holds keys or passwords. It is recognised by path and by content, so that
 * certificates, public keys and empty templates are not reported.
 *
 * @param what the name of the kind, for people
 * @param path a pattern for the path
 * @param content a pattern that occurs in the content, which is read as one character per byte
 */
record KeyFile(String what, Pattern path, Pattern content) {
  private static final String PRIVATE =
      "-----BEGIN [A-Z ]{0,20}PRIVATE KEY( BLOCK)?-----|PuTTY-User-Key-File-";
  private static final String VALUE = "[ \\t]*[\"']?[^\\s\"'$<{]";
  private static final List<KeyFile> KINDS =
      List.of(
          kind("a private key", "(.*[/._-])?id_(rsa|dsa|ecdsa|ed25519)(_sk)?", PRIVATE),
          kind("a private key", ".*\\.(pem|key|ppk|p8|asc|gpg)", PRIVATE),
          kind("a key store (PKCS #12)", ".*\\.(p12|pfx)", "^0[\\x80-\\x84]"),
          kind(
              "a Java key store",
              ".*\\.(jks|jceks|bks|keystore)",
              "^(\\xFE\\xED\\xFE\\xED|\\xCE\\xCE\\xCE\\xCE|0[\\x80-\\x84]|\\x00\\x00\\x00[\\x01\\x02])"),
          kind("a KeePass database", ".*\\.kdbx?", "^\\x03\\xD9\\xA2\\x9A"),
          kind("passwords of hosts", "(.*/)?[._]netrc", "\\bpassword\\s+[^\\s$<]"),
          kind(
              "passwords of PostgreSQL",
              "(.*/)?\\.?pgpass(\\.conf)?",
              "(?m)^[^#:\\n]*(:[^:\\n]*){3}:[^\\s$<*]"),
          kind("a token of npm", "(.*/)?\\.npmrc", "(_authToken|_password|_auth)[ \\t]*=" + VALUE),
          kind("a token of PyPI", "(.*/)?\\.pypirc", "(?m)^[ \\t]*password[ \\t]*[=:]" + VALUE),
          kind("passwords of git", "(.*/)?\\.git-credentials", "://[^/\\s:]*:[^/\\s@$<]+@"),
          kind(
              "an AWS key", "(.*/)?(\\.aws/)?credentials", "aws_secret_access_key[ \\t]*=" + VALUE),
          kind(
              "access to Kubernetes",
              "(.*[/.])?(kubeconfig(\\.ya?ml)?|\\.kube/config)",
              "(?m)^[ -]*(client-key-data|token|password):" + VALUE),
          kind(
              "a login of Docker",
              "(.*/)?(\\.dockercfg|\\.docker/config\\.json)",
              "\"auth\"\\s*:\\s*\"[^\"$<]"),
          kind(
              "a state of Terraform",
              ".*\\.tfstate(\\..*)?",
              "\"(terraform_version|lineage)\"\\s*:"),
          kind(
              "a service account",
              ".*(credentials?|account|key)[^/]*\\.json",
              "\"private_key\"\\s*:\\s*\"-----BEGIN"),
          kind(
              "an age key",
              "(.*/)?[^/]*(key|age|identit)[^/]*",
              "AGE-SECRET-KEY-(PQ-)?1(?!X{20})[0-9A-Z]{50}"));

  private static KeyFile kind(String what, String path, String content) {
    return new KeyFile(what, Pattern.compile("(?i)" + path), Pattern.compile(content));
  }

  /** Returns true if the path matches a kind, so that the content must be checked. */
  static boolean mayBe(String path) {
    return KINDS.stream().anyMatch(kind -> kind.isNamed(path));
  }

  /** Returns the kind of the file, or null if it is not a key file. */
  static @Nullable KeyFile of(String path, byte[] bytes) {
    String text = new String(bytes, ISO_8859_1);
    for (KeyFile kind : KINDS) {
      if (kind.isNamed(path) && kind.content.matcher(text).find()) {
        return kind;
      }
    }
    return null;
  }

  private boolean isNamed(String tracked) {
    return path.matcher(tracked).matches();
  }
}
