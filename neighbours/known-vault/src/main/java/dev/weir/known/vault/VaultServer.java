package dev.weir.known.vault;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.weir.known.KnownException;
import dev.weir.known.KnownValueServer;
import io.github.jopenlibs.vault.SslConfig;
import io.github.jopenlibs.vault.Vault;
import io.github.jopenlibs.vault.VaultConfig;
import io.github.jopenlibs.vault.VaultException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Fetches values for {@code vault:PATH}: one secret of a key-value store, or all below a path that
 * ends with a slash. The server and the token are configured as for the program {@code vault}:
 * {@code VAULT_ADDR}, {@code VAULT_TOKEN} or the file {@code ~/.vault-token}, {@code
 * VAULT_NAMESPACE}, {@code VAULT_CACERT}.
 */
public final class VaultServer implements KnownValueServer {
  private static final int TIMEOUT_SECONDS = 30;

  @Override
  public String scheme() {
    return "vault";
  }

  @Override
  public Fetched fetch(String place, Map<String, String> environment) {
    String address =
        environment.getOrDefault("VAULT_ADDR", environment.getOrDefault("BAO_ADDR", ""));
    if (address.isEmpty()) {
      throw new KnownException("vault: VAULT_ADDR is not set; set it to the address of the server");
    }
    try {
      VaultConfig config =
          new VaultConfig()
              .address(address)
              .token(token(environment))
              .engineVersion(1)
              .openTimeout(TIMEOUT_SECONDS)
              .readTimeout(TIMEOUT_SECONDS)
              .sslConfig(ssl(environment));
      String namespace = environment.getOrDefault("VAULT_NAMESPACE", "");
      if (!namespace.isEmpty()) {
        config = config.nameSpace(namespace);
      }
      // KeyValueStore builds the paths of version 2, so the client must not change paths.
      return new KeyValueStore(Vault.create(config.build(), 1)).read(place);
    } catch (VaultException e) {
      throw new KnownException(
          "vault:"
              + place
              + ": "
              + address
              + " cannot be reached"
              + (e.getHttpStatusCode() > 0 ? " (status " + e.getHttpStatusCode() + ")" : ""));
    }
  }

  private static String token(Map<String, String> environment) {
    String given =
        environment.getOrDefault("VAULT_TOKEN", environment.getOrDefault("BAO_TOKEN", ""));
    if (!given.isEmpty()) {
      return given;
    }
    Path file = Path.of(environment.getOrDefault("HOME", "/"), ".vault-token");
    try {
      return Files.readString(file, UTF_8).strip();
    } catch (IOException e) {
      throw new KnownException(
          "vault: no token; set VAULT_TOKEN, or run vault login, which writes " + file);
    }
  }

  private static SslConfig ssl(Map<String, String> environment) throws VaultException {
    SslConfig ssl = new SslConfig();
    String authority = environment.getOrDefault("VAULT_CACERT", "");
    if (!authority.isEmpty()) {
      ssl = ssl.pemFile(new File(authority));
    }
    return ssl.verify(true).build();
  }
}
