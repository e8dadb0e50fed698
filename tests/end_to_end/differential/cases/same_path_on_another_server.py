import http.server
import threading


class Other(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        print("other", self.path, self.rfile.read(int(self.headers["Content-Length"])).decode())
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *arguments):
        pass


server = http.server.HTTPServer(("127.0.0.1", 0), Other)
threading.Thread(target=server.serve_forever, daemon=True).start()
OTHER = f"http://127.0.0.1:{server.server_port}"
payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}}
SEND(payload)
requests.post(f"{OTHER}/public/connections", json={"user": "ann"})
server.shutdown()
