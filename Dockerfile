FROM python:3.13-slim

WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir --require-hashes -r requirements.txt
COPY . .
RUN pip install --no-cache-dir --no-deps .

RUN useradd --create-home imagine && mkdir /data && chown imagine /data
USER imagine
ENV IMAGINE_DATA_DIR=/data
VOLUME /data
ENTRYPOINT ["imagine"]
