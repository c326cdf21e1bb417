package dev.weir.gotemplate.sprig;

import java.util.Set;

/**
 * The sprig functions that weir does not have, because no report needs a key or a password hash.
 */
public final class MissingFunctions {
  private static final Set<String> NAMES =
      Set.of(
          "bcrypt",
          "buildCustomCert",
          "derivePassword",
          "genCA",
          "genCAWithKey",
          "genPrivateKey",
          "genSelfSignedCert",
          "genSelfSignedCertWithKey",
          "genSignedCert",
          "genSignedCertWithKey",
          "htpasswd");

  private MissingFunctions() {}

  /** Returns true if sprig has a function with this name and weir does not. */
  public static boolean contains(String name) {
    return NAMES.contains(name);
  }
}
