package dev.weir.verify;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Uses the proxy that {@code HTTPS_PROXY} names, except for hosts in {@code NO_PROXY}. */
public final class ProxyFromVariables extends ProxySelector {
  private static final List<Proxy> DIRECT = List.of(Proxy.NO_PROXY);

  private final @Nullable Proxy proxy;
  private final List<String> without;

  private ProxyFromVariables(@Nullable Proxy proxy, List<String> without) {
    this.proxy = proxy;
    this.without = List.copyOf(without);
  }

  /**
   * Reads {@code HTTPS_PROXY}, {@code ALL_PROXY} and {@code NO_PROXY}, in upper or lower case.
   *
   * @throws VerificationException if a proxy is set that cannot be used
   */
  public static ProxyFromVariables of(Map<String, String> variables) throws VerificationException {
    String address = either(variables, "HTTPS_PROXY");
    if (address.isEmpty()) {
      address = either(variables, "ALL_PROXY");
    }
    List<String> without =
        List.of(either(variables, "NO_PROXY").toLowerCase(Locale.ROOT).split("[,\\s]+"));
    return new ProxyFromVariables(address.isEmpty() ? null : proxy(address), without);
  }

  private static String either(Map<String, String> variables, String name) {
    String small = variables.getOrDefault(name.toLowerCase(Locale.ROOT), "");
    return small.isEmpty() ? variables.getOrDefault(name, "") : small;
  }

  // The address may contain a password, so no message contains the address.
  private static Proxy proxy(String address) throws VerificationException {
    URI uri;
    try {
      uri = URI.create(address.contains("://") ? address : "http://" + address);
    } catch (IllegalArgumentException e) {
      throw new VerificationException("HTTPS_PROXY is not an address such as http://proxy:3128");
    }
    if (uri.getHost() == null || !"http".equalsIgnoreCase(uri.getScheme())) {
      throw new VerificationException("HTTPS_PROXY must be an address such as http://proxy:3128");
    }
    if (uri.getUserInfo() != null) {
      throw new VerificationException(
          "HTTPS_PROXY contains a user and a password, which weir does not send: it needs a proxy"
              + " without a password");
    }
    int port = uri.getPort() < 0 ? 80 : uri.getPort();
    return new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(uri.getHost(), port));
  }

  @Override
  public List<Proxy> select(URI uri) {
    String host = uri.getHost().toLowerCase(Locale.ROOT);
    // A secret that is sent to this machine by http must not reach a proxy on another one.
    boolean direct =
        proxy == null
            || Loopback.isHost(host)
            || without.stream().anyMatch(name -> isOf(host, name));
    return direct ? DIRECT : List.of(proxy);
  }

  private static boolean isOf(String host, String name) {
    String domain = name.startsWith("*") ? name.substring(1) : name;
    if (domain.isEmpty()) {
      return name.equals("*");
    }
    return host.equals(domain.startsWith(".") ? domain.substring(1) : domain)
        || host.equals("[" + domain + "]")
        || host.endsWith(domain.startsWith(".") ? domain : "." + domain);
  }

  @Override
  public void connectFailed(URI uri, SocketAddress address, IOException e) {
    // The request fails and reports the error.
  }
}
