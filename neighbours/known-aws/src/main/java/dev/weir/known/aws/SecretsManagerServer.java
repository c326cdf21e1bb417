package dev.weir.known.aws;

import dev.weir.known.KnownException;
import dev.weir.known.KnownValueServer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.GetSecretValueResponse;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;
import software.amazon.awssdk.services.secretsmanager.model.SecretVersionsListEntry;

/**
 * Fetches values for {@code aws-secretsmanager:ID}, where ID is the name or the ARN of a secret, in
 * all versions that the service still has.
 */
public final class SecretsManagerServer implements KnownValueServer {
  private static final String CURRENT = "AWSCURRENT";

  @Override
  public String scheme() {
    return "aws-secretsmanager";
  }

  @Override
  public List<Answer> fetch(String place, Map<String, String> environment) {
    try (SdkHttpClient http = AwsClients.http();
        SecretsManagerClient client = SecretsManagerClient.builder().httpClient(http).build()) {
      List<Answer> answers = new ArrayList<>();
      answers.add(answer(client.getSecretValue(get -> get.secretId(place)), ""));
      client
          .listSecretVersionIdsPaginator(list -> list.secretId(place).includeDeprecated(true))
          .forEach(
              page -> page.versions().forEach(version -> older(client, place, version, answers)));
      return answers;
    } catch (SdkException e) {
      throw AwsClients.failure("aws-secretsmanager:" + place, e);
    }
  }

  private static void older(
      SecretsManagerClient client,
      String place,
      SecretVersionsListEntry version,
      List<Answer> answers) {
    List<String> stages = version.versionStages();
    if (stages.contains(CURRENT)) {
      return;
    }
    try {
      GetSecretValueResponse value =
          client.getSecretValue(get -> get.secretId(place).versionId(version.versionId()));
      answers.add(answer(value, "@" + (stages.isEmpty() ? version.versionId() : stages.get(0))));
    } catch (ResourceNotFoundException e) {
      // The service may remove a version without a stage at any time.
      return;
    }
  }

  private static Answer answer(GetSecretValueResponse value, String version) {
    String source = "aws-secretsmanager:" + value.name() + version;
    if (value.secretString() != null) {
      return new Answer(source, Kind.TEXT, value.secretString());
    }
    if (value.secretBinary() == null) {
      throw new KnownException("--known-from " + source + ": the response has no value");
    }
    String base64 = Base64.getEncoder().encodeToString(value.secretBinary().asByteArray());
    return new Answer(source, Kind.BINARY, base64);
  }
}
