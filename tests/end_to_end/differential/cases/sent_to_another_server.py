import http.server
import threading


class Audit(http.server.BaseHTTPRequestHandler):
    def do_POST(self):
        print("audited", self.rfile.read(int(self.headers["Content-Length"])).decode())
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *arguments):
        pass


server = http.server.HTTPServer(("127.0.0.1", 0), Audit)
threading.Thread(target=server.serve_forever, daemon=True).start()
payload = {"companionId": "comp_a", "providerConfig": {"voiceId": "alloy"}}
requests.post(f"http://127.0.0.1:{server.server_port}/audit", json=payload)
SEND(payload)
server.shutdown()
