package dev.weir.known.aws;

import dev.weir.known.KnownException;
import dev.weir.known.KnownValueServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.ParameterHistory;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/** Fetches {@code aws-ssm:PATH}: a parameter, or all below a path, with all their old values. */
public final class ParameterServer implements KnownValueServer {
  @Override
  public String scheme() {
    return "aws-ssm";
  }

  @Override
  public List<Answer> fetch(String place, Map<String, String> environment) {
    try (SdkHttpClient http = AwsClients.http();
        SsmClient client = SsmClient.builder().httpClient(http).build()) {
      List<Answer> answers = new ArrayList<>();
      for (String name : names(client, place)) {
        history(client, name, answers);
      }
      if (answers.isEmpty()) {
        throw new KnownException("--known-from aws-ssm:" + place + ": no such parameter");
      }
      return answers;
    } catch (SdkException e) {
      throw AwsClients.failure("aws-ssm:" + place, e);
    }
  }

  private static List<String> names(SsmClient client, String place) {
    if (!place.endsWith("/")) {
      try {
        return List.of(client.getParameter(get -> get.name(place)).parameter().name());
      } catch (ParameterNotFoundException e) {
        if (!place.startsWith("/")) {
          throw e;
        }
      }
    }
    List<String> names = new ArrayList<>();
    client
        .getParametersByPathPaginator(get -> get.path(place).recursive(true))
        .forEach(page -> page.parameters().forEach(parameter -> names.add(parameter.name())));
    return names;
  }

  private static void history(SsmClient client, String name, List<Answer> answers) {
    List<ParameterHistory> all = new ArrayList<>();
    client
        .getParameterHistoryPaginator(get -> get.name(name).withDecryption(true))
        .forEach(page -> all.addAll(page.parameters()));
    long newest = all.stream().mapToLong(ParameterHistory::version).max().orElse(0);
    for (ParameterHistory one : all) {
      Kind kind = one.type() == ParameterType.STRING_LIST ? Kind.LIST : Kind.TEXT;
      String version = one.version() == newest ? "" : "@" + one.version();
      answers.add(new Answer("aws-ssm:" + name + version, kind, one.value()));
    }
  }
}
