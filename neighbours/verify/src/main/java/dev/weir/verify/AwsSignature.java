package dev.weir.verify;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs requests to AWS' Security Token Service with Signature Version 4, as the IAM guide
 * describes it in "Create a signed AWS API request". The secret key itself is never sent.
 *
 * <p>It is own code because the smallest signer that AWS publishes, {@code http-auth-aws} of its
 * SDK, brings ten jars into the program for one request whose text never changes. The tests compare
 * it with botocore, and moto checks it as AWS does.
 *
 * @param region the region to sign for, such as {@code us-east-1}
 * @param type the content type of the request
 */
record AwsSignature(AwsKey key, String region, String type, Instant time) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final String ALGORITHM = "AWS4-HMAC-SHA256";
  private static final String SERVICE = "sts";
  private static final int HTTPS = 443;
  private static final int HTTP = 80;

  /** Returns the headers that a POST with this body needs besides its content type. */
  Map<String, String> headers(URI address, String body) {
    String stamp = TIME.format(time);
    String day = stamp.substring(0, 8);
    Map<String, String> signed = new TreeMap<>();
    signed.put("content-type", type);
    signed.put("host", host(address));
    signed.put("x-amz-date", stamp);
    if (!key.token().isEmpty()) {
      signed.put("x-amz-security-token", key.token());
    }
    String names = String.join(";", signed.keySet());
    StringBuilder request = new StringBuilder("POST\n");
    request.append(path(address)).append("\n\n");
    signed.forEach((name, value) -> request.append(name).append(':').append(value).append('\n'));
    request.append('\n').append(names).append('\n').append(hash(body));
    String scope = day + "/" + region + "/" + SERVICE + "/aws4_request";
    String toSign = ALGORITHM + "\n" + stamp + "\n" + scope + "\n" + hash(request.toString());
    byte[] signingKey = ("AWS4" + key.secret()).getBytes(UTF_8);
    for (String part : scope.split("/", -1)) {
      signingKey = mac(signingKey, part);
    }
    String signature = HexFormat.of().formatHex(mac(signingKey, toSign));
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("X-Amz-Date", stamp);
    if (!key.token().isEmpty()) {
      headers.put("X-Amz-Security-Token", key.token());
    }
    headers.put(
        "Authorization",
        ALGORITHM
            + " Credential="
            + key.id()
            + "/"
            + scope
            + ", SignedHeaders="
            + names
            + ", Signature="
            + signature);
    return headers;
  }

  private static String path(URI address) {
    String path = address.getRawPath();
    return path == null || path.isEmpty() ? "/" : path;
  }

  /** Returns the header that Java's client sends: without a port that is the usual one. */
  private static String host(URI address) {
    int usual = "https".equals(address.getScheme()) ? HTTPS : HTTP;
    int port = address.getPort();
    return port < 0 || port == usual ? address.getHost() : address.getHost() + ":" + port;
  }

  private static String hash(String text) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private static byte[] mac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }
}
