FROM python:3.13-slim AS build

WORKDIR /src
RUN python -m venv /opt/imagine
COPY requirements.txt ./
RUN /opt/imagine/bin/pip install --no-cache-dir --require-hashes -r requirements.txt
COPY pyproject.toml README.md LICENSE ./
COPY adapters ./adapters
COPY bot ./bot
COPY config ./config
RUN /opt/imagine/bin/pip install --no-cache-dir --no-deps .

FROM python:3.13-slim

COPY --from=build /opt/imagine /opt/imagine
# A number that is known lets a mounted folder be given to it: chown 10001.
RUN useradd --uid 10001 --create-home imagine && install -d -o imagine -g imagine /data
USER imagine
WORKDIR /data
# Chat platforms reach it on every address; the local chat refuses any but loopback.
ENV PATH=/opt/imagine/bin:$PATH IMAGINE_DATA_DIR=/data IMAGINE_HOST=0.0.0.0 PORT=8080
VOLUME /data
EXPOSE 8080
ENTRYPOINT ["imagine"]
