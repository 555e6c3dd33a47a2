# A tag moves. Where builds must be repeatable, name the image by its digest:
# docker build --build-arg PYTHON=python:3.13-slim@sha256:...
ARG PYTHON=python:3.13-slim

FROM ${PYTHON} AS build

WORKDIR /src
RUN python -m venv /opt/build && python -m venv --without-pip /opt/imagine
COPY requirements.txt requirements-build.txt ./
# Everything that is installed, and what builds our own wheel, is known by its hash.
RUN /opt/build/bin/pip install --no-cache-dir --require-hashes -r requirements-build.txt \
 && /opt/build/bin/pip --python /opt/imagine/bin/python install \
        --no-cache-dir --require-hashes -r requirements.txt
COPY pyproject.toml README.md LICENSE ./
COPY adapters ./adapters
COPY bot ./bot
COPY config ./config
RUN /opt/build/bin/pip wheel --no-cache-dir --no-deps --no-build-isolation --wheel-dir /wheel . \
 && /opt/build/bin/pip --python /opt/imagine/bin/python install --no-cache-dir --no-deps /wheel/*.whl

FROM ${PYTHON}

COPY --from=build /opt/imagine /opt/imagine
# A number that is known lets a mounted folder be given to it: chown 10001.
RUN useradd --uid 10001 --create-home imagine && install -d -m 0700 -o imagine -g imagine /data
USER imagine
# Not /data: a `.env` is read from the working folder, and what the program can write may not be one.
WORKDIR /
# Chat platforms reach it on every address; the local chat refuses any but loopback.
ENV PATH=/opt/imagine/bin:$PATH IMAGINE_DATA_DIR=/data IMAGINE_HOST=0.0.0.0 PORT=8080
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s \
    CMD ["python", "-m", "adapters.healthcheck"]
ENTRYPOINT ["imagine"]
