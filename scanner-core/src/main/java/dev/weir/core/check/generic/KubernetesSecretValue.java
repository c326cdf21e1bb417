package dev.weir.core.check.generic;

import dev.weir.core.check.value.Judgement;
import dev.weir.core.check.value.KeyName;
import dev.weir.core.check.value.Surroundings;
import dev.weir.core.check.value.ValueCheck;
import dev.weir.core.text.Content;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Judges the entries of a secret in a Kubernetes manifest, because some of them are public, such as
 * certificates and user names.
 */
public final class KubernetesSecretValue implements ValueCheck {
  private static final Set<String> CERTIFICATES = Set.of("crt", "cer", "cert", "certificate", "ca");
  private static final Set<String> USERS = Set.of("user", "username", "login", "email");

  /** The base64 forms of the first characters of certificates and public keys in PEM. */
  private static final List<String> OPEN_TO_ALL =
      List.of("LS0tLS1CRUdJTiBDRVJU", "LS0tLS1CRUdJTiBUUlVT", "LS0tLS1CRUdJTiBQVUJM");

  private static final String PEM = "LS0tLS1CRUdJTi";

  private final ValueCheck generic = new GenericValueCheck();

  @Override
  public @Nullable String dismissal(Content secret, Content match) {
    String value = secret.text();
    List<String> name = name(match.text(), value);
    // A .pem file may contain the private key after the certificate.
    if (!last(name).equals("pem") && OPEN_TO_ALL.stream().anyMatch(value::startsWith)) {
      return "it is a certificate or a public key";
    }
    if (!value.startsWith(PEM) && CERTIFICATES.contains(last(name)) && !name.contains("key")) {
      return "its name is that of a certificate";
    }
    boolean userName = last(name).equals("name") && name.contains("user");
    return userName || USERS.contains(last(name)) ? "it is the name of a user" : null;
  }

  @Override
  public Judgement judge(Content secret, Content match, Surroundings where) {
    String reason = dismissal(secret, match);
    if (reason != null || !where.isTest()) {
      return Judgement.ofDismissal(reason);
    }
    String value = secret.text();
    String decoded = ValueShapes.decoded(value);
    Content password = Content.of(decoded == null ? value : decoded.strip());
    return generic.judge(password, Content.of("password: \"" + password.text() + "\""), where);
  }

  private static String last(List<String> name) {
    return name.isEmpty() ? "" : name.get(name.size() - 1);
  }

  // Returns the name before the value's colon, after the start of the line, a comma or a brace.
  private static List<String> name(String match, String value) {
    int colon = match.lastIndexOf(':', Math.max(0, match.lastIndexOf(value)));
    int from = colon;
    while (from > 0 && "\n{,".indexOf(match.charAt(from - 1)) < 0) {
      from--;
    }
    String name = colon < 0 ? "" : match.substring(from, colon);
    return KeyName.words(name.toLowerCase(Locale.ROOT));
  }
}
