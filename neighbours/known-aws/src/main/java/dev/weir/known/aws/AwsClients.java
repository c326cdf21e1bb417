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
  private AwsClients() {}

  static SdkHttpClient http() {
    return UrlConnectionHttpClient.create();
  }

  /** Returns an exception for the user with the error code of the response, but not its text. */
  static KnownException failure(String what, SdkException e) {
    String why =
        e instanceof AwsServiceException service && service.awsErrorDetails() != null
            ? service.awsErrorDetails().errorCode() + ", status " + service.statusCode()
            : "no response; set AWS_REGION and credentials as for the program aws, and check that"
                + " aws sts get-caller-identity works";
    return new KnownException("--known-from " + what + ": " + why);
  }
}
