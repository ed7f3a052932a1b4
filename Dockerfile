# Two stages: what builds stays behind. No root, no compiler, no cache in the image that runs.
FROM python:3.12-slim AS build
WORKDIR /src
COPY . .
RUN python -m venv /opt/yuanzhuo && /opt/yuanzhuo/bin/pip install --no-cache-dir ".[fast,chart]"

FROM python:3.12-slim
RUN useradd --system --uid 10001 --home-dir /data --create-home yuanzhuo
COPY --from=build /opt/yuanzhuo /opt/yuanzhuo
ENV PATH=/opt/yuanzhuo/bin:$PATH YUANZHUO_DB=/data/yuanzhuo.db PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
USER yuanzhuo
WORKDIR /data
VOLUME /data
STOPSIGNAL SIGTERM
CMD ["yuanzhuo", "run"]
