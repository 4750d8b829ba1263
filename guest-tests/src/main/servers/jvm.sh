# The JDK's server with a pool of threads, and its client with requests at once.
set -eu
cat > S.java <<'J'
import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;

public class S {
  public static void main(String[] arguments) throws Exception {
    HttpServer server = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
    System.out.println(server.getAddress());
    server.createContext("/", exchange -> {
      String thread = Thread.currentThread().getName();
      byte[] body = (exchange.getRequestURI() + " " + thread).getBytes();
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
      exchange.close();
    });
    try (var pool = Executors.newFixedThreadPool(4); HttpClient client = HttpClient.newHttpClient()) {
      server.setExecutor(pool);
      server.start();
      List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        URI uri = URI.create("http://localhost:" + server.getAddress().getPort() + "/" + i);
        var request = HttpRequest.newBuilder(uri).build();
        answers.add(client.sendAsync(request, HttpResponse.BodyHandlers.ofString()));
      }
      for (var answer : answers) {
        var response = answer.get();
        System.out.println(response.statusCode() + " " + response.body() + " " + response.headers().map());
      }
      server.stop(0);
    }
    for (var one : Collections.list(NetworkInterface.getNetworkInterfaces())) {
      System.out.println(one + " " + Collections.list(one.getInetAddresses()) + " " + one.getMTU());
    }
  }
}
J
"$JAVA" S.java
