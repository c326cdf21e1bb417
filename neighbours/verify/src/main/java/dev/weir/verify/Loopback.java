package dev.weir.verify;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** Recognises hosts that are this machine, by their text alone. */
final class Loopback {
  private static final Pattern IPV4 = Pattern.compile("127(\\.[0-9]{1,3}){3}");
  private static final Pattern IPV6 = Pattern.compile("\\[[0-9a-f:.]+\\]");

  private Loopback() {}

  /**
   * Returns true for {@code localhost} and all forms of an address of this machine.
   *
   * @param host a name in lower case, or an address; one of version 6 is in brackets
   */
  static boolean isHost(String host) {
    if (host.equals("localhost")) {
      return true;
    }
    // Other texts could be names, which Java would look up.
    if (!IPV4.matcher(host).matches() && !IPV6.matcher(host).matches()) {
      return false;
    }
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
