import http.server
import threading


class Proxy(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        size = int(self.headers["Content-Length"])
        print("proxied", self.path, len(self.rfile.read(size)))
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"{}")

    def log_message(self, *arguments):
        pass


server = http.server.HTTPServer(("127.0.0.1", 0), Proxy)
threading.Thread(target=server.serve_forever, daemon=True).start()
payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}}
requests.post(f"http://127.0.0.1:{server.server_port}/public/other", json={"x": 1})
SEND(payload)
server.shutdown()
