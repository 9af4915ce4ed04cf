# The product without its servers: one image for web, worker, beat and the migration of docker-compose.yml.
FROM python:3.11-slim

ENV PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    COHE_NO_VENV=1 \
    COHE_STATE_DIR=/var/lib/cohe

WORKDIR /app

# The same lock as everywhere; the embedded servers in it are not started when addresses are given.
COPY requirements/run.txt requirements/run.txt
RUN pip install --no-cache-dir --require-hashes -r requirements/run.txt

COPY . .

# Static files are made once, in the image; building them asks no database.
RUN useradd --system --home-dir /var/lib/cohe --create-home cohe \
    && COHE_DB_ROLE=web COHE_SECRET_KEY=only-while-building DATABASE_URL=postgres://nobody@nowhere/nothing \
       REDIS_URL=redis://nowhere COHE_STATIC_ROOT=/app/staticfiles \
       python manage.py collectstatic --no-input --verbosity=0
ENV COHE_STATIC_ROOT=/app/staticfiles
USER cohe

EXPOSE 8000
CMD ["gunicorn", "cohe.wsgi:application", "--bind=0.0.0.0:8000", "--workers=3", "--threads=4", "--no-control-socket"]
