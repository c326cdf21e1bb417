package dev.weir.known.aws;

import dev.weir.known.KnownException;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/**
 * The code that both services share. Region, credentials and endpoint come from the same places
 * that the program {@code aws} uses: variables, the files in {@code ~/.aws}, the machine.
 */
final class AwsClients {
  private static final int FORBIDDEN = 403;

  private AwsClients() {}

  static SdkHttpClient http() {
    return UrlConnectionHttpClient.create();
  }

  /** Returns true if the caller lacks a right. */
  static boolean isDenied(SdkException e) {
    return e instanceof AwsServiceException service
        && (service.statusCode() == FORBIDDEN || code(service).startsWith("AccessDenied"));
  }

  private static String code(AwsServiceException e) {
    String code = e.awsErrorDetails() == null ? null : e.awsErrorDetails().errorCode();
    return code == null ? "" : code;
  }

  /**
   * Returns an exception for the user with the error code of the response, but not its text.
   *
   * @param right the right that the request needs, such as {@code ssm:GetParameter}
   */
  static KnownException failure(String what, String right, SdkException e) {
    return new KnownException(what + ": " + reason(right, e));
  }

  /** Returns why a request failed, as a lower-case clause. */
  static String reason(String right, SdkException e) {
    if (!(e instanceof AwsServiceException service)) {
      return "no response; set AWS_REGION and credentials as for the program aws, and check that"
          + " aws sts get-caller-identity works";
    }
    String code = code(service);
    String status = "status " + service.statusCode();
    if (isDenied(e)) {
      String text = service.getMessage() == null ? "" : service.getMessage();
      boolean key = text.contains("kms:") || text.contains("KMS");
      return (code.isEmpty() ? status : code + ", " + status)
          + ": the right "
          + (key ? "kms:Decrypt" : right)
          + " is missing";
    }
    return code.isEmpty() ? "the server returned " + status : code + ", " + status;
  }
}
