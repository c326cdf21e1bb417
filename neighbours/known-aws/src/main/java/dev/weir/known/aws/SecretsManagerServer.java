package dev.weir.known.aws;

import dev.weir.known.KnownException;
import dev.weir.known.KnownValueServer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.Filter;
import software.amazon.awssdk.services.secretsmanager.model.FilterNameStringType;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;
import software.amazon.awssdk.services.secretsmanager.model.SecretVersionsListEntry;

/**
 * Fetches values for {@code aws-secretsmanager:ID}, where ID is the name or the ARN of a secret,
 * the start of names with a slash or a star at its end, or a slash or a star alone for all, in all
 * versions that the service still has.
 */
public final class SecretsManagerServer implements KnownValueServer {
  private static final String CURRENT = "AWSCURRENT";
  private static final String PREVIOUS = "AWSPREVIOUS";
  private static final String GET = "secretsmanager:GetSecretValue";
  private static final String LIST = "secretsmanager:ListSecrets";
  private static final String VERSIONS = "secretsmanager:ListSecretVersionIds";

  @Override
  public String scheme() {
    return "aws-secretsmanager";
  }

  @Override
  public Fetched fetch(String place, Map<String, String> environment) {
    try (SdkHttpClient http = AwsClients.http();
        SecretsManagerClient client = SecretsManagerClient.builder().httpClient(http).build()) {
      return new Fetching(client).fetch(place);
    }
  }

  /** Fetches the secrets of one place. */
  private static final class Fetching {
    private final SecretsManagerClient client;
    private final List<Answer> answers = new ArrayList<>();
    private final List<NotRead> notRead = new ArrayList<>();
    private final List<String> withoutVersions = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    Fetching(SecretsManagerClient client) {
      this.client = client;
    }

    Fetched fetch(String place) {
      if (place.endsWith("/") || place.endsWith("*")) {
        all(place);
      } else {
        try {
          secret(place);
        } catch (SdkException e) {
          throw AwsClients.failure("aws-secretsmanager:" + place, GET, e);
        }
      }
      if (!withoutVersions.isEmpty()) {
        warnings.add(
            "older versions were not read, except the previous one, of "
                + String.join(", ", withoutVersions)
                + ": the right "
                + VERSIONS
                + " is missing");
      }
      return new Fetched(answers, warnings, notRead);
    }

    private void all(String place) {
      String prefix = place.equals("/") ? "" : place.replaceFirst("\\*$", "");
      TreeSet<String> names = new TreeSet<>();
      try {
        client
            .listSecretsPaginator(
                list -> {
                  if (!prefix.isEmpty()) {
                    list.filters(
                        Filter.builder().key(FilterNameStringType.NAME).values(prefix).build());
                  }
                })
            .forEach(page -> page.secretList().forEach(secret -> names.add(secret.name())));
      } catch (SdkException e) {
        throw AwsClients.failure("aws-secretsmanager:" + place, LIST, e);
      }
      names.removeIf(name -> !name.startsWith(prefix));
      if (names.isEmpty()) {
        throw new KnownException("aws-secretsmanager:" + place + ": no such secret");
      }
      for (String name : names) {
        try {
          secret(name);
        } catch (ResourceNotFoundException e) {
          notRead.add(new NotRead("aws-secretsmanager:" + name, "it has no current value"));
        } catch (SdkException e) {
          notRead.add(new NotRead("aws-secretsmanager:" + name, AwsClients.reason(GET, e)));
        }
      }
    }

    private void secret(String name) {
      answers.add(answer(client.getSecretValue(get -> get.secretId(name)), ""));
      try {
        client
            .listSecretVersionIdsPaginator(list -> list.secretId(name).includeDeprecated(true))
            .forEach(page -> page.versions().forEach(version -> older(name, version)));
      } catch (SdkException e) {
        if (!AwsClients.isDenied(e)) {
          warnings.add(
              "older versions of " + name + " were not read: " + AwsClients.reason(VERSIONS, e));
          return;
        }
        withoutVersions.add(name);
        previous(name);
      }
    }

    /** Adds the version before the current one, which needs no list of versions. */
    private void previous(String name) {
      try {
        answers.add(
            answer(
                client.getSecretValue(get -> get.secretId(name).versionStage(PREVIOUS)),
                "@" + PREVIOUS));
      } catch (SdkException e) {
        // There is none, or it may not be read; the warning covers both.
        return;
      }
    }

    private void older(String name, SecretVersionsListEntry version) {
      List<String> stages = version.versionStages();
      if (stages.contains(CURRENT)) {
        return;
      }
      String label = stages.isEmpty() ? version.versionId() : stages.get(0);
      try {
        GetSecretValueResponse value =
            client.getSecretValue(get -> get.secretId(name).versionId(version.versionId()));
        answers.add(answer(value, "@" + label));
      } catch (ResourceNotFoundException e) {
        // The service may remove a version without a stage at any time.
        return;
      } catch (SdkException e) {
        warnings.add(
            "version " + label + " of " + name + " was not read: " + AwsClients.reason(GET, e));
      }
    }

    private static Answer answer(GetSecretValueResponse value, String version) {
      String source = "aws-secretsmanager:" + value.name() + version;
      if (value.secretString() != null) {
        return new Answer(source, Kind.TEXT, value.secretString());
      }
      if (value.secretBinary() == null) {
        throw new KnownException(source + ": the response has no value");
      }
      String base64 = Base64.getEncoder().encodeToString(value.secretBinary().asByteArray());
      return new Answer(source, Kind.BINARY, base64);
    }
  }
}
