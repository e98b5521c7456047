# The service alone: its database is a Neo4j of its own (docker-compose.yml).
FROM node:24-slim AS web
WORKDIR /src/netsvc/web
COPY netsvc/web/package.json netsvc/web/package-lock.json netsvc/web/.npmrc ./
RUN npm ci --no-audit --no-fund
COPY schema /src/schema
COPY netsvc/web ./
RUN npm run build

FROM python:3.12-slim AS python
WORKDIR /app
COPY requirements/run.txt requirements/
RUN python -m venv /venv && /venv/bin/pip install --no-cache-dir --require-hashes -r requirements/run.txt
COPY pyproject.toml README.md ./
COPY netsvc netsvc
# the package is used where it lies: schema/ and the web app are found beside it
RUN SITE=$(/venv/bin/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))') \
  && echo /app > "$SITE/netsvc.pth" \
  && printf '#!/venv/bin/python\nfrom netsvc.cli.main import main\nmain()\n' > /venv/bin/netsvc && chmod +x /venv/bin/netsvc

FROM python:3.12-slim
RUN useradd --system --uid 10001 --create-home netsvc
WORKDIR /app
COPY --from=python /venv /venv
COPY --from=python /app /app
COPY schema schema
COPY --from=web /src/netsvc/web/dist netsvc/web/dist
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 NETSVC_HOST=0.0.0.0
USER netsvc
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s \
  CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/readyz', timeout=2)"]
CMD ["netsvc", "serve"]
