"""Whether the server of this container answers: `python -m adapters.healthcheck`.

Exits with 1 where something listens on PORT and does not answer. Where nothing listens, as with
Discord alone or Socket Mode, the process is all there is, and Docker watches that itself.
"""

import http.client
import os
import sys

TIMEOUT_S = 5.0
HEALTH_PATH = "/healthz"


def main() -> int:
    """Ask once; 0 is healthy."""
    port = int(os.environ.get("PORT") or 8080)
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=TIMEOUT_S)
    try:
        connection.request("GET", HEALTH_PATH)
        return int(connection.getresponse().status >= http.client.INTERNAL_SERVER_ERROR)
    except ConnectionRefusedError:
        return 0
    except (OSError, http.client.HTTPException):
        return 1
    finally:
        connection.close()


if __name__ == "__main__":
    sys.exit(main())
