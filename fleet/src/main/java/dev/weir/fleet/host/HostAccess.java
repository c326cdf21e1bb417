package dev.weir.fleet.host;

import java.net.ProxySelector;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * The settings of requests to servers.
 *
 * @param waiting makes the limit on waiting for one list
 * @param limit the longest time for one answer
 * @param mostBytes the size of the largest answer that is read
 * @param pageSize how many repositories one page has, or 0 for what is usual
 */
record HostAccess(
    HostTokens tokens,
    ProxySelector proxy,
    Supplier<Waiting> waiting,
    Duration limit,
    int mostBytes,
    int pageSize) {}
