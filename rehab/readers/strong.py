"""The CSV that the Strong app exports: its column names and the records that are not sets."""

from rehab.readers.set_rows import Layout
from rehab.readers.tables import Table, find_columns

_MEANINGS = {
    "date": "date, datum, fecha, data",
    "workout": "workout name, workout, trainingsname, nombre del entrenamiento, nom de l'entraînement, "
    "nome dell'allenamento, nome do treino",
    "exercise": "exercise name, name der übung, übungsname, nombre del ejercicio, nom de l'exercice, "
    "nome dell'esercizio, nome esercizio, nome do exercício",
    "label": "set order, reihenfolge festlegen, satzreihenfolge, orden de serie, orden de la serie, "
    "ordre de la série, ordre des séries, ordine serie, ordine delle serie, ordem da série, ordem das séries",
    "weight": "weight, gewicht, peso, poids",
    "weight unit": "weight unit, gewichtseinheit, unidad de peso, unité de poids, unità di peso, "
    "unidade de peso",
    "reps": "reps, wiederh, wiederholungen, repeticiones, répétitions, ripetizioni, repetições",
    "distance": "distance, entfernung, distanz, distancia, distanza, distância",
    "distance unit": "distance unit, entfernungseinheit, unidad de distancia, unité de distance, "
    "unità di distanza, unidade de distância",
    "seconds": "seconds, sekunden, segundos, secondes, secondi",
    "rpe": "rpe",
    "note": "notes, notizen, notas, note",
    "workout note": "workout notes, workout notizen, notas del entrenamiento, notes d'entraînement, "
    "notes de l'entraînement, note allenamento, note dell'allenamento, notas do treino",
}
"""Column names in plain spelling by meaning. The English and German ones are those of exports; the
others are plain translations."""

_NAMES = {name.strip(): meaning for meaning, names in _MEANINGS.items() for name in names.split(",")}

_REST = frozenset(
    {
        "rest timer",
        "ruhezeit",
        "temporizador de descanso",
        "minuteur de repos",
        "timer di riposo",
        "timer di recupero",
        "rusttimer",
    }
)
_NOTE = frozenset({"note", "notes", "notiz", "notizen", "nota"})


def strong_layout(table: Table, file: str) -> Layout | None:
    """How ``table`` lays out a Strong log, or ``None`` when it is not one.

    Raises ImportRefused when two columns have one meaning.
    """
    columns = find_columns(table.header, _NAMES, file)
    if not {"date", "workout", "exercise"} <= columns.keys():
        return None
    if not {"reps", "seconds", "distance"} & columns.keys():
        return None
    return Layout("strong", columns, rest_labels=_REST, note_labels=_NOTE)
