FROM node:24-slim AS packages
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --omit=dev --no-audit --no-fund

FROM node:24-slim
WORKDIR /app
ENV NODE_ENV=production BIDUI_HOME=/state
COPY --from=packages /app/node_modules node_modules
COPY package.json ./
COPY connectors connectors
COPY schema schema
COPY pipelines pipelines
COPY workers workers
COPY service service
COPY scripts/synth scripts/synth
# For the pictures of the daily report as PNG.
RUN apt-get update && apt-get install -y --no-install-recommends fonts-wqy-microhei && rm -rf /var/lib/apt/lists/*
# The state folder and the working folder belong to the account that the program runs under.
RUN mkdir -p /state /work && chown node:node /state /work
USER node
WORKDIR /work
VOLUME ["/state"]
ENTRYPOINT ["node", "/app/service/cli/launch.mjs"]
CMD ["--help"]
