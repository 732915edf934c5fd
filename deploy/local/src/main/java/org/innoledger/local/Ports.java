package org.innoledger.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The loopback ports of one run. The gateway's is the caller's choice; the others follow it upwards where
/// those are free, else any free port is taken. The choice is kept in `state/ports.properties`.
///
/// @param byName port by the name of the process, and [#CONTROLLER] and [#management]
record Ports(Map<String, Integer> byName) {
    /// Kafka's second listener, for its own metadata.
    static final String CONTROLLER = "kafka-controller";

    static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");

    private static final String FILE = "ports.properties";
    private static final int PORT_MAX = 65535;
    private static final int CONNECT_MS_MAX = 2_000;

    /// Chooses the ports of a start; refuses when the gateway's is taken.
    static Ports choose(Folder folder, int gateway) {
        if (!free(gateway)) {
            throw Refusal.of("端口 %d 已被占用，请用 --port 换一个端口。", "Port %d is in use; choose another with --port.", gateway);
        }
        var chosen = new LinkedHashMap<String, Integer>();
        chosen.put(Suite.GATEWAY, gateway);
        int next = gateway + 1;
        for (var name : names()) {
            int port = next <= PORT_MAX && free(next) ? next : anyFree(chosen);
            chosen.put(name, port);
            next++;
        }
        var ports = new Ports(chosen);
        ports.write(folder);
        return ports;
    }

    /// Whatever has a port besides the gateway, in the order of their ports.
    private static List<String> names() {
        var names = new ArrayList<>(Suite.SERVICES);
        names.addAll(List.of(Suite.POSTGRES, Suite.KAFKA, CONTROLLER));
        Stream.concat(Stream.of(Suite.GATEWAY), Suite.SERVICES.stream())
                .map(Ports::management)
                .forEach(names::add);
        return names;
    }

    /// The name of the port where a process tells operators of itself.
    static String management(String process) {
        return process + "-management";
    }

    /// The ports of the run that is or was last.
    static Ports last(Folder folder) {
        var properties = folder.read(folder.state().resolve(FILE));
        var ports = new LinkedHashMap<String, Integer>();
        try {
            properties.forEach((name, port) -> ports.put((String) name, Integer.valueOf((String) port)));
        } catch (NumberFormatException e) {
            throw folder.broken(folder.state().resolve(FILE));
        }
        return new Ports(ports);
    }

    int of(String name) {
        return byName.getOrDefault(name, 0);
    }

    private void write(Folder folder) {
        var content = new StringBuilder();
        byName.forEach(
                (name, port) -> content.append(name).append('=').append(port).append('\n'));
        Folder.write(folder.state().resolve(FILE), content.toString());
    }

    private static boolean free(int port) {
        try (var socket = new ServerSocket()) {
            // Connections of an earlier run that are still closing do not count as taken.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(LOOPBACK, port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    /// Whether somebody takes connections at a port.
    static boolean answers(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(LOOPBACK, port), CONNECT_MS_MAX);
            return true;
        } catch (IOException nobody) {
            return false;
        }
    }

    private static int anyFree(Map<String, Integer> taken) {
        try (var socket = new ServerSocket(0, 1, LOOPBACK)) {
            int port = socket.getLocalPort();
            return taken.containsValue(port) ? anyFree(taken) : port;
        } catch (IOException e) {
            throw Refusal.unexpected("ServerSocket", e);
        }
    }
}
