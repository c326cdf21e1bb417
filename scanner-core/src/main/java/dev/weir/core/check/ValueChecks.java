package dev.weir.core.check;

import dev.weir.core.check.generic.ExampleValueCheck;
import dev.weir.core.check.generic.GenericValueCheck;
import dev.weir.core.check.generic.KubernetesSecretValue;
import dev.weir.core.check.generic.ProviderValueCheck;
import dev.weir.core.check.generic.ProviderValueCheck.Form;
import dev.weir.core.check.token.AgeChecksum;
import dev.weir.core.check.token.AtlassianChecksum;
import dev.weir.core.check.token.AwsKeyId;
import dev.weir.core.check.token.CloudflareChecksum;
import dev.weir.core.check.token.GitHubChecksum;
import dev.weir.core.check.token.GitLabChecksum;
import dev.weir.core.check.token.GrafanaChecksum;
import dev.weir.core.check.token.JsonBody;
import dev.weir.core.check.token.JwtStructure;
import dev.weir.core.check.token.NpmChecksum;
import dev.weir.core.check.token.PolarChecksum;
import dev.weir.core.check.token.PrivateKeyBody;
import dev.weir.core.check.token.PypiMacaroon;
import dev.weir.core.check.token.ZuploChecksum;
import dev.weir.core.check.value.ValueCheck;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The checks that rules can name. */
public final class ValueChecks {
  private static final Map<String, ValueCheck> BY_NAME =
      Map.ofEntries(
          Map.entry("1password-body", new JsonBody("ops_", false)),
          Map.entry("age-checksum", new AgeChecksum()),
          Map.entry("atlassian-checksum", new AtlassianChecksum()),
          Map.entry("aws-key-id", new AwsKeyId()),
          Map.entry("cloudflare-checksum", new CloudflareChecksum()),
          Map.entry("example-password", new ExampleValueCheck(true)),
          Map.entry("example-value", new ExampleValueCheck(false)),
          Map.entry("generic-value", new GenericValueCheck()),
          Map.entry("github-checksum", new GitHubChecksum()),
          Map.entry("gitlab-checksum", new GitLabChecksum()),
          Map.entry("grafana-checksum", new GrafanaChecksum()),
          Map.entry("grafana-cloud-body", new JsonBody("glc_", false)),
          Map.entry("json-body", new JsonBody("", false)),
          Map.entry("jwt-structure", new JwtStructure()),
          Map.entry("kubernetes-secret-value", new KubernetesSecretValue()),
          Map.entry("npm-checksum", new NpmChecksum()),
          Map.entry("password-value", new GenericValueCheck(true)),
          Map.entry("polar-checksum", new PolarChecksum()),
          Map.entry("private-key-body", new PrivateKeyBody()),
          Map.entry("provider-key", new ProviderValueCheck(Form.UNKNOWN)),
          Map.entry("provider-mixed", new ProviderValueCheck(Form.MIXED)),
          Map.entry("provider-value", new ProviderValueCheck(Form.HEX)),
          Map.entry("pypi-macaroon", new PypiMacaroon()),
          Map.entry("sentry-body", new JsonBody("sntrys_", true)),
          Map.entry("zuplo-checksum", new ZuploChecksum()));

  private ValueChecks() {}

  /** Returns the check with this name, or null if there is none. */
  public static @Nullable ValueCheck named(String name) {
    return BY_NAME.get(name);
  }

  /** Returns the names of all checks. */
  public static Set<String> names() {
    return BY_NAME.keySet();
  }
}
