package dev.weir.known.aws;

import dev.weir.known.KnownException;
import dev.weir.known.KnownValueServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.ssm.model.Parameter;
import software.amazon.awssdk.services.ssm.model.ParameterHistory;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;
import software.amazon.awssdk.services.ssm.model.ParameterType;

/**
 * Fetches {@code aws-ssm:PATH}: a parameter, or all below a path, with all their old values that
 * the caller may read.
 */
public final class ParameterServer implements KnownValueServer {
  private static final String GET = "ssm:GetParameter";
  private static final String BY_PATH = "ssm:GetParametersByPath";
  private static final String HISTORY = "ssm:GetParameterHistory";

  @Override
  public String scheme() {
    return "aws-ssm";
  }

  @Override
  public Fetched fetch(String place, Map<String, String> environment) {
    try (SdkHttpClient http = AwsClients.http();
        SsmClient client = SsmClient.builder().httpClient(http).build()) {
      List<Answer> answers = new ArrayList<>();
      List<String> withoutHistory = new ArrayList<>();
      List<String> warnings = new ArrayList<>();
      for (Parameter parameter : parameters(client, place)) {
        answers.add(answer(parameter.name(), "", parameter.type(), parameter.value()));
        try {
          history(client, parameter, answers);
        } catch (SdkException e) {
          if (AwsClients.isDenied(e)) {
            withoutHistory.add(parameter.name());
          } else {
            warnings.add(
                "older versions of "
                    + parameter.name()
                    + " were not read: "
                    + AwsClients.reason(HISTORY, e));
          }
        }
      }
      if (answers.isEmpty()) {
        throw new KnownException("aws-ssm:" + place + ": no such parameter");
      }
      if (!withoutHistory.isEmpty()) {
        warnings.add(
            "older versions were not read of "
                + String.join(", ", withoutHistory)
                + ": the right "
                + HISTORY
                + " is missing");
      }
      return new Fetched(answers, warnings, List.of());
    }
  }

  private static List<Parameter> parameters(SsmClient client, String place) {
    SdkException denied = null;
    if (!place.endsWith("/")) {
      try {
        return List.of(
            client.getParameter(get -> get.name(place).withDecryption(true)).parameter());
      } catch (ParameterNotFoundException e) {
        if (!place.startsWith("/")) {
          throw AwsClients.failure("aws-ssm:" + place, GET, e);
        }
      } catch (SdkException e) {
        // A policy may allow a path only.
        denied = e;
      }
    }
    List<Parameter> parameters = new ArrayList<>();
    try {
      client
          .getParametersByPathPaginator(get -> get.path(place).recursive(true).withDecryption(true))
          .forEach(page -> parameters.addAll(page.parameters()));
    } catch (SdkException e) {
      throw denied == null
          ? AwsClients.failure("aws-ssm:" + place, BY_PATH, e)
          : AwsClients.failure("aws-ssm:" + place, GET, denied);
    }
    if (parameters.isEmpty() && denied != null) {
      throw AwsClients.failure("aws-ssm:" + place, GET, denied);
    }
    return parameters;
  }

  private static void history(SsmClient client, Parameter current, List<Answer> answers) {
    List<ParameterHistory> all = new ArrayList<>();
    client
        .getParameterHistoryPaginator(get -> get.name(current.name()).withDecryption(true))
        .forEach(page -> all.addAll(page.parameters()));
    for (ParameterHistory one : all) {
      if (!one.version().equals(current.version())) {
        answers.add(answer(current.name(), "@" + one.version(), one.type(), one.value()));
      }
    }
  }

  private static Answer answer(String name, String version, ParameterType type, String value) {
    Kind kind = type == ParameterType.STRING_LIST ? Kind.LIST : Kind.TEXT;
    return new Answer("aws-ssm:" + name + version, kind, value);
  }
}
